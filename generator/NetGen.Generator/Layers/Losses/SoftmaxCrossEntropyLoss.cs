using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

/// <summary>-ln softmax(logits)[label].</summary>
internal sealed record SoftmaxCrossEntropyLoss : Loss
{
    public override string Kind => "SoftmaxCrossEntropy";

    public override LossTarget Target => LossTarget.Labels;

    public override string Link => "Softmax";

    /// <summary>A vector of logits: an activation at the end would bound them. A softmax there is the loss's own, written twice.</summary>
    public override bool Fits(LayerNode end)
        => end.OutputShape is { IsVector: true, Size: > 1 } && (end.Layer.GivesProbabilities ? !end.IsInBlock : end.Layer.Activation is null);

    /// <summary>
    /// E ln sum exp z over independent normal logits, which is about ln C + v / 2 for small variances v and grows like the largest of C normal
    /// variables for large ones.
    /// </summary>
    public override double Initial(SignalState output, int size, SignalMath math) => math.Softmax(output, size).LogSumExp;

    /// <summary>ln C: all classes alike.</summary>
    public override double Undecided(int size) => Math.Log(size);

    /// <summary>p - y, whose mean square over classes is (E sum p^2 - 2 / C + 1) / C; the classes' gradients add up to 0.</summary>
    public override GradientState Gradient(SignalState output, int size, SignalMath math)
    {
        double squares = math.Softmax(output, size).SumOfSquares;
        double uniform = 1.0 / size;
        double square = (squares - (2 * uniform) + 1) / size;
        double correlation = Math.Max(0, output.Correlation(output.AcrossSamples));
        return new GradientState(square)
        {
            // Labels of two samples have nothing in common; the outputs for them may.
            AcrossSamples = (squares - uniform) * correlation / size,
            AcrossUnits = size > 1 ? -square / (size - 1) : 0,

            // E p z, by Stein's lemma; the labels have no part in it.
            AlongSignal = output.SpreadOfUnits * output.SpreadOfUnits * (1 - squares) / size,
        };
    }

    public override LossOperation Lower(Tensor prediction, LossPlace place) => new CrossEntropyOfSoftmax(prediction, place);
}
