using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record SoftmaxLayer
{
    /// <summary>Mean 1 / classes; the mean square follows from how far the logits of a sample are apart. Of logarithms see <see cref="Logarithms"/>.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        int classes = Classes(node);
        SoftmaxMoments moments = math.Softmax(x, classes);
        if (GivesLogarithms) return Logarithms(x, moments, classes);
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
        if (GivesLogarithms) return OfLogarithms(gradient, Logarithms(x, moments, classes), moments, classes);
        double factor = moments.SumOfSquares / classes * Math.Max(0, 1 - moments.SumOfSquares);
        return gradient.Scale(factor) with { AcrossUnits = classes > 1 ? -gradient.SecondMoment * factor / (classes - 1) : 0, AlongSignal = 0, Selection = 1 };
    }

    public override SoftmaxStart? Softmax(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        int classes = Classes(node);
        if (classes < 2) return null;
        SoftmaxMoments moments = math.Softmax(inputs[0], classes);
        return new SoftmaxStart(inputs[0].SpreadOfUnits, classes, moments.SumOfSquares, 1.0 / classes, moments.Entropy, Math.Log(classes));
    }

    /// <summary>
    /// z - L with L = ln sum exp z and z of mean 0 and variance v inside a sample: E (z - L)^2 = v - 2 E z L + (E L)^2 + Var L, where E z L = v E p = v / n by
    /// Stein's lemma. Var L lies between v |E p|^2 and v E |p|^2 (Chernoff; Cacoullos, 1982); the middle of the two is taken.
    /// </summary>
    private static SignalState Logarithms(SignalState x, SoftmaxMoments moments, int classes)
    {
        double variance = x.SpreadOfUnits * x.SpreadOfUnits;
        double level = (moments.LogSumExp * moments.LogSumExp) + (0.5 * variance * ((1.0 / classes) + moments.SumOfSquares)) - (2 * variance / classes);
        (double mean, double second) = (-moments.LogSumExp, Math.Max(moments.LogSumExp * moments.LogSumExp, variance + level));
        double Cross(double crossMoment) => (mean * mean) + ((second - (mean * mean)) * x.Correlation(crossMoment));
        return new SignalState(mean, second)
        {
            AcrossSamples = Cross(x.AcrossSamples),
            AcrossBoth = Cross(x.AcrossBoth),
            Positions = x.Positions?.Map(Cross),
            Pattern = x.Pattern?.Map(Cross),
            AcrossUnits = classes > 1 ? level : second,
            High = 0,
        };
    }

    /// <summary>
    /// dx_k = dy_k - p_k sum dy, which adds up to 0. With dy = m + e, m what a sample's gradients have in common and sum e = 0, E dx^2 is E m^2 (n E
    /// sum p^2 - 1) + E e^2 - 2 E m E sum e p. A gradient along the signal, e = b z, meets p with E sum z p = v (1 - E sum p^2), by Stein's lemma; of
    /// E d y the mean of y has its share, and no more than m can give.
    /// </summary>
    private static GradientState OfLogarithms(GradientState gradient, SignalState y, SoftmaxMoments moments, int classes)
    {
        double common = Math.Max(0, gradient.SecondMoment + ((classes - 1) * gradient.AcrossUnits)) / classes;
        double most = Math.Sqrt(common) * moments.LogSumExp;
        double ofMean = y.SecondMoment > 0 ? Math.Max(-most, Math.Min(most, gradient.AlongSignal * y.Mean * y.Mean / y.SecondMoment)) : 0;
        double along = gradient.AlongSignal - ofMean;
        double mean = y.Mean < 0 ? ofMean / y.Mean : 0;
        double square = Math.Max(0, (common * ((classes * moments.SumOfSquares) - 1)) + gradient.SecondMoment - common - (2 * mean * along * (1 - moments.SumOfSquares)));
        return gradient.Scale(gradient.SecondMoment > 0 ? square / gradient.SecondMoment : 0) with
        {
            AcrossUnits = classes > 1 ? -square / (classes - 1) : 0,
            AlongSignal = along,
            AlongUnits = 0,
            Gate = null,
            Selection = 1,
        };
    }

    private static int Classes(LayerNode node) => node.OutputShape.Channels;
}
