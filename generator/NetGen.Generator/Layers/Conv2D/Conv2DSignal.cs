using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record Conv2DLayer
{
    /// <summary>As a dense layer with fan-in k_h k_w C / groups, of which padding leaves only those taps that lie inside the image.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        (WindowGeometry vertical, WindowGeometry horizontal) = (Rows(node.InputShapes[0]), Columns(node.InputShapes[0]));
        AxisShares rows = Profile.Forward(x.Rows, vertical);
        AxisShares columns = Profile.Forward(x.Columns, horizontal);
        TapShares shares = math.Options.Interior ? TapShares.All : TapShares.Of(rows, columns);
        double together = Filters > 1 ? ((Filters / Groups) - 1.0) / (Filters - 1) : 1;
        SignalState y = AffineSignal.Forward(
            x, node.Find(Parameter.Weight)!, node.Find(Parameter.Bias), shares, new KernelWindows(vertical, horizontal), Groups, together);
        return math.Options.Interior ? y : y with { Rows = rows.Profile, Columns = columns.Profile };
    }

    /// <summary>A pixel reaches as many outputs as windows see it, in the mean: fan-out over the stride, less at borders.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        Shape shape = node.InputShapes[0];
        (EquatableArray<double> rows, double rowWindows, double rowPairs) = Profile.Backward(gradient.Rows, Rows(shape));
        (EquatableArray<double> columns, double columnWindows, double columnPairs) = Profile.Backward(gradient.Columns, Columns(shape));
        double windows = rowWindows * columnWindows;
        double pairShare = windows > 0 && shape.Positions > 1
            ? Math.Min(1, ((shape.Positions * rowPairs * columnPairs) - windows) / (windows * (shape.Positions - 1)))
            : 1;
        double count = (double)Filters / Groups * windows;
        double outputs = (double)node.OutputShape.Size / shape.Size;
        GradientState back = AffineSignal.Backward(gradient, inputs[0], node.Find(Parameter.Weight)!, count, Math.Max(0, pairShare), outputs);
        return back with { Rows = rows, Columns = columns };
    }

    /// <inheritdoc/>
    public override double TapShare(LayerNode node, SignalState input)
        => Profile.Forward(input.Rows, Rows(node.InputShapes[0])).Own * Profile.Forward(input.Columns, Columns(node.InputShapes[0])).Own;
}
