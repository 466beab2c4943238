using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record Conv2DTransposeLayer
{
    /// <summary>
    /// As many products as taps meet an input, in the mean over all outputs: the window over the strides, less at borders. Where the stride does not divide the
    /// window, some outputs sum more of them than others, in a pattern that the profiles of rows and columns show. Two outputs meet the same weights
    /// only where they are a whole number of strides apart.
    /// </summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        (WindowGeometry vertical, WindowGeometry horizontal) = (Rows(node), Columns(node));
        (EquatableArray<double> rows, double rowTaps, _) = Profile.Backward(x.Rows, vertical);
        (EquatableArray<double> columns, double columnTaps, _) = Profile.Backward(x.Columns, horizontal);
        double taps = math.Options.Interior ? (double)KernelHeight * KernelWidth / ((double)StrideHeight * StrideWidth) : rowTaps * columnTaps;
        ParameterSpec weight = node.Find(Parameter.Weight)!;
        double share = taps * (node.InputShapes[0].Channels / Groups) / weight.FanIn;
        SignalState seen = Spread(x, node.OutputShape);
        SignalState y = AffineSignal.Forward(
            seen, weight, node.Find(Parameter.Bias), new TapShares(share, null, share), KernelWindows.OfSinglePositions(node.OutputShape));
        return math.Options.Interior ? y : y with { Rows = rows, Columns = columns };
    }

    /// <summary>The gradient of the input is a convolution of the output's.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        AxisShares rows = Profile.Forward(gradient.Rows, Rows(node));
        AxisShares columns = Profile.Forward(gradient.Columns, Columns(node));
        TapShares shares = TapShares.Of(rows, columns);
        ParameterSpec weight = node.Find(Parameter.Weight)!;
        double outputs = (double)node.OutputShape.Size / node.InputShapes[0].Size;
        double pairs = shares.Own > 0 ? Math.Min(1, shares.AnyTwo / shares.Own) : 0;
        return AffineSignal.Backward(gradient, inputs[0], weight, weight.FanOut * shares.Own, pairs, outputs) with { Rows = rows.Profile, Columns = columns.Profile };
    }

    /// <summary>Each weight meets every input once, where its output lies inside: counted for each output.</summary>
    public override double TapShare(LayerNode node, SignalState input)
        => Profile.Forward(default, Rows(node)).Own * Profile.Forward(default, Columns(node)).Own * node.InputShapes[0].Positions / node.OutputShape.Positions;

    /// <summary>The input as outputs see it through equal weights: those between have nothing in common.</summary>
    private SignalState Spread(SignalState x, Shape output)
    {
        if (output.Positions == 1) return x.WithoutPositions() with { Rows = default, Columns = default };
        LagTable Moments(LagTable? moments, double own) => LagTable.Create(
            output.Height,
            output.Width,
            (row, column) => row % StrideHeight != 0 || column % StrideWidth != 0 ? 0 : moments?.At(row / StrideHeight, column / StrideWidth) ?? own);
        return x.WithoutPositions() with
        {
            Positions = Moments(x.Positions, x.SecondMoment),
            Pattern = Moments(x.Pattern, x.AcrossSamples),
            Rows = default,
            Columns = default,
        };
    }
}
