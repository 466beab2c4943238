using NetGen.Generator.Model;

namespace NetGen.Generator.Signal;

/// <summary>Losses of a network that has learned nothing, and the gradients that they send back.</summary>
internal static class LossSignal
{
    /// <summary>
    /// Cross-entropy: E ln sum exp z over independent normal logits, which is about ln C + v / 2 for small variances v and grows like the
    /// largest of C normal variables for large ones. Squared error: E (y - t)^2 with t of mean 0 and variance 1.
    /// </summary>
    public static double? Initial(LossKind? loss, SignalState output, int classes, SignalMath math) => loss switch
    {
        LossKind.SoftmaxCrossEntropy => math.Softmax(output, classes).LogSumExp,
        LossKind.MeanSquaredError => output.SecondMoment + 1,
        _ => null,
    };

    /// <summary>ln C: all classes alike. Squared error: 1, the targets' variance.</summary>
    public static double? Undecided(LossKind? loss, int classes) => loss switch
    {
        LossKind.SoftmaxCrossEntropy => Math.Log(classes),
        LossKind.MeanSquaredError => 1,
        _ => null,
    };

    /// <summary>Of one sample's loss by the network's output. Without a loss: 1.</summary>
    public static GradientState Gradient(LossKind? loss, SignalState output, int size, SignalMath math) => loss switch
    {
        LossKind.SoftmaxCrossEntropy => CrossEntropy(output, size, math),
        LossKind.MeanSquaredError => SquaredError(output, size),
        _ => new GradientState(1),
    };

    /// <summary>p - y, whose mean square over classes is (E sum p^2 - 2 / C + 1) / C; the classes' gradients add up to 0.</summary>
    private static GradientState CrossEntropy(SignalState output, int classes, SignalMath math)
    {
        double squares = math.Softmax(output, classes).SumOfSquares;
        double uniform = 1.0 / classes;
        double square = (squares - (2 * uniform) + 1) / classes;
        double correlation = Math.Max(0, output.Correlation(output.AcrossSamples));
        return new GradientState(square)
        {
            // Labels of two samples have nothing in common; the outputs for them may.
            AcrossSamples = (squares - uniform) * correlation / classes,
            AcrossUnits = classes > 1 ? -square / (classes - 1) : 0,

            // E p z, by Stein's lemma; the labels have no part in it.
            AlongSignal = output.SpreadOfUnits * output.SpreadOfUnits * (1 - squares) / classes,
        };
    }

    /// <summary>2 (y - t) / n.</summary>
    private static GradientState SquaredError(SignalState output, int size)
    {
        double factor = 4.0 / ((double)size * size);
        return new GradientState(factor * (output.SecondMoment + 1))
        {
            AcrossSamples = factor * output.AcrossSamples,
            AcrossPositions = factor * output.AcrossPositions,
            AcrossUnits = factor * output.AcrossUnits,
            AlongSignal = 2.0 / size * output.SecondMoment,
        };
    }
}
