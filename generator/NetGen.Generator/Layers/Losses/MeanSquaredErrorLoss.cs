using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

/// <summary>The mean over outputs of (y - t)^2, for targets of mean 0 and variance 1 where a prediction needs to know and nothing is declared.</summary>
internal sealed record MeanSquaredErrorLoss : Loss
{
    public override string Kind => "MeanSquaredError";

    public override bool MeasuresDistance => true;

    public override LossTarget Target => LossTarget.Values;

    public override string? Link => null;

    /// <summary>Whatever the numbers mean; probabilities of classes have a loss of their own.</summary>
    public override bool Fits(LayerNode end) => !end.Layer.GivesProbabilities;

    public override Loss Read(AttributeArguments arguments)
    {
        var targets = new TargetStatistics(arguments.FiniteNumber("TargetMean", 0), arguments.PositiveNumber("TargetStd", 1, "1"));
        return arguments.Has("TargetMean") || arguments.Has("TargetStd") ? this with { DeclaredTargets = targets } : this;
    }

    /// <summary>E (y - t)^2.</summary>
    public override double? Initial(SignalState output, Shape shape, SignalMath math) => Distance(output, output.SecondMoment, Assumed.MeanSquare);

    /// <summary>The targets' variance.</summary>
    public override double? Undecided(Shape shape) => Assumed.Std * Assumed.Std;

    /// <summary>2 (y - t) / n. Two targets have nothing in common but their mean.</summary>
    public override GradientState Gradient(SignalState output, Shape shape, SignalMath math)
    {
        double size = shape.Size;
        double factor = 4.0 / ((double)size * size);
        double common = Assumed.Mean * Assumed.Mean;
        return new GradientState(factor * Distance(output, output.SecondMoment, Assumed.MeanSquare))
        {
            AcrossSamples = factor * Distance(output, output.AcrossSamples, common),
            AcrossPositions = factor * Distance(output, output.AcrossPositions, common),
            AcrossUnits = factor * Distance(output, output.AcrossUnits, common),
            AlongSignal = 2.0 / size * (output.SecondMoment - (Assumed.Mean * output.Mean)),
        };
    }

    public override double? Curvature(Shape shape) => 2.0 / shape.Size;

    private TargetStatistics Assumed => DeclaredTargets ?? TargetStatistics.Standardized;

    /// <summary>E (y - t) (y' - t') from E y y' and E t t'.</summary>
    private double Distance(SignalState output, double outputs, double targets) => outputs - (2 * Assumed.Mean * output.Mean) + targets;

    public override ElementFunction Element { get; } = new("MeanSquaredError", null, default, "(output - target)^2", "2 * (output - target)");

    public override SampleFunction FunctionOf(Shape output) => Element;

    public override LossOperation Lower(Tensor prediction, LossPlace place) => new MeanOfElements(Element, prediction, place);
}
