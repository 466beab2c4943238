namespace NetGen.Onnx.Reading.Operators;

/// <summary>Where a resized axis takes its values from, as ONNX' operator Resize says it.</summary>
/// <param name="Mode">nearest, linear or cubic.</param>
/// <param name="Coordinates">How places of the result become places of what is read.</param>
/// <param name="Rounding">Of nearest: to which place.</param>
/// <param name="Cubic">Of cubic: its coefficient.</param>
/// <param name="LeavesOut">Whether places outside have no weight, and others more of it.</param>
internal sealed record Sampling(string Mode, string Coordinates, string Rounding, double Cubic, bool LeavesOut)
{
    /// <summary>Each value so many times.</summary>
    public static Sampling Blocks { get; } = new("nearest", "asymmetric", "floor", 0, LeavesOut: false);

    /// <summary>On straight lines between the centres.</summary>
    public static Sampling Lines { get; } = new("linear", "half_pixel", "floor", 0, LeavesOut: false);

    public static Sampling Of(ReadNode node)
    {
        bool isOld = node.Op == "Upsample" || node.Model.Opset < 11;
        return new Sampling(
            node.Word("mode", "nearest"),
            isOld ? "asymmetric" : node.Word("coordinate_transformation_mode", "half_pixel"),
            isOld ? "floor" : node.Word("nearest_mode", "round_prefer_floor"),
            node.Number("cubic_coeff_a", -0.75),
            node.Whole("exclude_outside", 0) != 0);
    }

    /// <summary>[result, input]: what each value of the result is made of.</summary>
    public float[] Matrix(ReadNode node, int input, int result, double scale)
    {
        float[] matrix = new float[node.Model.Allowance.Take((long)input * result)];
        for (int place = 0; place < result; place++)
        {
            foreach ((int source, double weight) in Sources(Origin(place, input, result, scale), input)) matrix[(place * input) + source] += (float)weight;
        }

        return matrix;
    }

    private double Origin(int place, int input, int result, double scale) => Coordinates switch
    {
        "half_pixel" => ((place + 0.5) / scale) - 0.5,
        "half_pixel_symmetric" => (input / 2.0 * (1 - (result / (input * scale)))) + ((place + 0.5) / scale) - 0.5,
        "pytorch_half_pixel" => result > 1 ? ((place + 0.5) / scale) - 0.5 : 0,
        "align_corners" => result == 1 ? 0 : place * (input - 1.0) / ((input * scale) - 1),
        "asymmetric" => place / scale,
        "tf_half_pixel_for_nn" => (place + 0.5) / scale,
        _ => throw new NotSupportedException($"its coordinates are {Coordinates}"),
    };

    private IEnumerable<(int Source, double Weight)> Sources(double origin, int input)
    {
        int floor = (int)Math.Floor(origin);
        double part = origin - floor;
        (int Place, double Weight)[] taps = Mode switch
        {
            "nearest" => [(Nearest(origin), 1)],
            "linear" => [(floor, 1 - part), (floor + 1, part)],
            "cubic" => [(floor - 1, Far(part + 1)), (floor, Near(part)), (floor + 1, Near(1 - part)), (floor + 2, Far(2 - part))],
            _ => throw new NotSupportedException($"its mode is {Mode}"),
        };
        double sum = 1;
        if (LeavesOut)
        {
            taps = [.. taps.Where(tap => tap.Place >= 0 && tap.Place < input)];
            sum = taps.Sum(tap => tap.Weight);
        }

        return taps.Select(tap => (Math.Clamp(tap.Place, 0, input - 1), tap.Weight / sum));
    }

    private int Nearest(double origin) => Rounding switch
    {
        "round_prefer_floor" => (int)Math.Ceiling(origin - 0.5),
        "round_prefer_ceil" => (int)Math.Floor(origin + 0.5),
        "floor" => (int)Math.Floor(origin),
        "ceil" => (int)Math.Ceiling(origin),
        _ => throw new NotSupportedException($"it rounds by {Rounding}"),
    };

    private double Near(double x) => ((((Cubic + 2) * x) - (Cubic + 3)) * x * x) + 1;

    private double Far(double x) => ((((Cubic * x) - (5 * Cubic)) * x) + (8 * Cubic)) * x - (4 * Cubic);
}
