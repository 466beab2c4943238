using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record SoftmaxLayer
{
    /// <summary>Mean 1 / classes; the mean square follows from how far the logits of a sample are apart.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        int classes = Classes(node);
        SoftmaxMoments moments = math.Softmax(x, classes);
        double mean = 1.0 / classes;
        double second = moments.SumOfSquares / classes;
        double Cross(double crossMoment) => (mean * mean) + ((second - (mean * mean)) * x.Correlation(crossMoment));
        return new SignalState(mean, second)
        {
            AcrossSamples = Cross(x.AcrossSamples),
            AcrossBoth = Cross(x.AcrossBoth),
            Positions = x.Positions?.Map(Cross),
            Pattern = x.Pattern?.Map(Cross),
            AcrossUnits = classes > 1 ? ((mean * classes * mean) - second) / (classes - 1) : second,
            Low = 0,
            High = 1,
        };
    }

    /// <summary>dx_k = p_k (dy_k - sum p dy): E p^2 (1 - 2 p + sum p^2) times the gradient, of which the mean of the last factor is taken.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        SignalState x = inputs[0];
        int classes = Classes(node);
        SoftmaxMoments moments = math.Softmax(x, classes);
        double factor = moments.SumOfSquares / classes * Math.Max(0, 1 - moments.SumOfSquares);
        return gradient.Scale(factor) with { AcrossUnits = classes > 1 ? -gradient.SecondMoment * factor / (classes - 1) : 0, AlongSignal = 0, Selection = 1 };
    }

    private static int Classes(LayerNode node) => node.OutputShape.Channels;
}
