using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

/// <summary>The mean over outputs of (y - t)^2, for targets of mean 0 and variance 1 where a prediction needs to know.</summary>
internal sealed record MeanSquaredErrorLoss : Loss
{
    public override string Kind => "MeanSquaredError";

    public override bool MeasuresDistance => true;

    public override LossTarget Target => LossTarget.Values;

    public override string? Link => null;

    /// <summary>Whatever the numbers mean; probabilities of classes have a loss of their own.</summary>
    public override bool Fits(LayerNode end) => !end.Layer.GivesProbabilities;

    /// <summary>E (y - t)^2.</summary>
    public override double? Initial(SignalState output, Shape shape, SignalMath math) => output.SecondMoment + 1;

    /// <summary>The targets' variance.</summary>
    public override double? Undecided(Shape shape) => 1;

    /// <summary>2 (y - t) / n.</summary>
    public override GradientState Gradient(SignalState output, Shape shape, SignalMath math)
    {
        double size = shape.Size;
        double factor = 4.0 / ((double)size * size);
        return new GradientState(factor * (output.SecondMoment + 1))
        {
            AcrossSamples = factor * output.AcrossSamples,
            AcrossPositions = factor * output.AcrossPositions,
            AcrossUnits = factor * output.AcrossUnits,
            AlongSignal = 2.0 / size * output.SecondMoment,
        };
    }

    public override ElementFunction Element { get; } = new("MeanSquaredError", null, default, "(output - target)^2", "2 * (output - target)");

    public override SampleFunction FunctionOf(Shape output) => Element;

    public override LossOperation Lower(Tensor prediction, LossPlace place) => new MeanOfElements(Element, prediction, place);
}
