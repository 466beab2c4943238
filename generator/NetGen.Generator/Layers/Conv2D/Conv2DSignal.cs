using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record Conv2DLayer
{
    /// <summary>As a dense layer with fan-in k_h k_w C / groups, of which padding leaves only those taps that lie inside the image.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        (EquatableArray<double> rows, double rowShare) = Profile.Forward(x.Rows, Rows(node.InputShapes[0]));
        (EquatableArray<double> columns, double columnShare) = Profile.Forward(x.Columns, Columns(node.InputShapes[0]));
        double share = math.Options.Interior ? 1 : rowShare * columnShare;
        ParameterSpec weight = node.Find(ParameterRole.Weight)!;
        double taps = KernelHeight * KernelWidth * share;
        SignalState y = AffineSignal.Forward(x, weight, node.Find(ParameterRole.Bias), weight.FanIn * share, taps);
        return math.Options.Interior ? y : y with { Rows = rows, Columns = columns };
    }

    /// <summary>A pixel reaches as many outputs as windows see it, in the mean: fan-out over the stride, less at borders.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        (EquatableArray<double> rows, double rowWindows) = Profile.Backward(gradient.Rows, Rows(node.InputShapes[0]));
        (EquatableArray<double> columns, double columnWindows) = Profile.Backward(gradient.Columns, Columns(node.InputShapes[0]));
        double count = (double)Filters / Groups * rowWindows * columnWindows;
        return AffineSignal.Backward(gradient, node.Find(ParameterRole.Weight)!, count) with { Rows = rows, Columns = columns };
    }

    /// <inheritdoc/>
    public override double TapShare(LayerNode node, SignalState input)
        => Profile.Forward(input.Rows, Rows(node.InputShapes[0])).Share * Profile.Forward(input.Columns, Columns(node.InputShapes[0])).Share;
}
