using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>The weights of a recurrent node, and what its attribute says of them.</summary>
/// <param name="Kind">Of layer.</param>
/// <param name="Gates">For each gate of files the node's.</param>
/// <param name="Units">Of the state.</param>
/// <param name="Directions">One, or two.</param>
/// <param name="Read">[directions, gates x units, features].</param>
/// <param name="Kept">[directions, gates x units, units].</param>
/// <param name="Bias">Of each direction that of the inputs and that of the state; null where it is zeros.</param>
/// <param name="States">Parameters that are the states in front of the first step.</param>
/// <param name="Arguments">Of the attribute.</param>
internal sealed record Cell(
    string Kind, int[] Gates, int Units, int Directions, Weights Read, Weights Kept, Weights? Bias, Weights[] States, string[] Arguments)
{
    public static Cell Of(ReadNode node, string kind, int[] gates, int features, int samplesAxis)
    {
        string direction = node.Word("direction", "forward");
        int directions = direction == "bidirectional" ? 2 : 1;
        (Weights read, Weights kept) = (node.Weights(1, rank: 3), node.Weights(2, rank: 3));
        int units = kept.Shape[2];
        if (!read.Shape.SequenceEqual([directions, gates.Length * units, features]) || !kept.Shape.SequenceEqual([directions, gates.Length * units, units]))
            throw new NotSupportedException($"its weights are not those of {features} features, {units} units and {directions} directions");
        Weights? bias = node.Has(3) ? node.Row(3, directions * 2 * gates.Length * units) : null;
        if (bias is not null && Array.TrueForAll(bias.Values, number => number == 0)) bias = null;
        (string[] start, Weights[] states) = RecurrentStart.Of(node, kind, directions, units, samplesAxis);
        string? way = direction switch
        {
            "forward" => null,
            "reverse" => "Reverse = true",
            "bidirectional" => "Bidirectional = true",
            _ => throw new NotSupportedException($"its direction is {direction}"),
        };
        string[] arguments = [.. bias is null ? ["UseBias = false"] : Array.Empty<string>(), .. way is null ? [] : new[] { way }, .. start];
        return new Cell(kind, gates, units, directions, read, kept, bias, states, arguments);
    }

    /// <summary>A layer with these weights.</summary>
    /// <returns>Its name.</returns>
    public string Layer(ReadNode node, Values.ReadValue sequence, IEnumerable<string> arguments)
    {
        string layer = node.Layer(Kind, sequence, arguments);
        for (int index = 0; index < Directions; index++)
        {
            string suffix = index == 0 ? string.Empty : "_reverse";
            Add("weight_ih_l0" + suffix, Part(Read, index, Directions));
            Add("weight_hh_l0" + suffix, Part(Kept, index, Directions));
            if (Bias is not null)
            {
                Add("bias_ih_l0" + suffix, Part(Bias, 2 * index, 2 * Directions));
                Add("bias_hh_l0" + suffix, Part(Bias, (2 * index) + 1, 2 * Directions));
            }

            for (int state = 0; state < States.Length; state++)
            {
                Weights start = new("state", [Units], States[state].Values[(index * Units)..((index + 1) * Units)]);
                node.Model.Declaration.AddParameter(layer, (state == 0 ? "h_0" : "c_0") + suffix, start);
            }
        }

        return layer;

        void Add(string name, Weights weights) => node.Model.Declaration.AddParameter(layer, name, weights.Parts(Gates.Length, Gates));
    }

    /// <summary>One of equal parts, with a row for each unit of each gate.</summary>
    private Weights Part(Weights weights, int index, int parts)
    {
        int rows = Gates.Length * Units;
        int size = weights.Values.Length / parts;
        return new Weights(weights.Name, ReferenceEquals(weights, Bias) ? [rows] : [rows, size / rows], weights.Values[(index * size)..((index + 1) * size)]);
    }
}
