using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>-w t ln p - (1 - t) ln(1 - p) with p = sigmoid(z), for targets that are as often 0 as 1.</summary>
/// <param name="PositiveWeight">w: what a target of 1 counts.</param>
internal sealed record BinaryCrossEntropyLoss(double PositiveWeight = 1) : ElementLoss
{
    public override string Kind => "BinaryCrossEntropy";

    public override string Link => "Sigmoid";

    public override bool TakesBinaryLabels => true;

    public override ElementFunction Element => PositiveWeight == 1
        ? new("BinaryCrossEntropy", "BinaryCrossEntropyElement", default, "-target log p - (1 - target) log(1 - p) with p = sigmoid(output)", "(p - target)")
        : new(
            "BinaryCrossEntropy",
            "WeightedBinaryCrossEntropyElement",
            EquatableArray.Of(PositiveWeight),
            $"-{Text.Rounded(PositiveWeight)} * target log p - (1 - target) log(1 - p) with p = sigmoid(output)",
            $"((1 - target) * p - {Text.Rounded(PositiveWeight)} * target * (1 - p))");

    protected override double BestConstant => Math.Log(PositiveWeight);

    public override Loss Read(AttributeArguments arguments) => new BinaryCrossEntropyLoss(arguments.PositiveNumber("PositiveWeight", 1, "1"));

    public override double Predict(double output) => 1 / (1 + Math.Exp(-output));

    /// <summary>p (1 - p) for p = 1/2.</summary>
    public override double? Curvature(Shape shape) => PositiveWeight == 1 ? 0.25 / shape.Size : null;

    protected override double Value(double output, double target)
        => ((1 - target) * output) + ((1 + ((PositiveWeight - 1) * target)) * (Math.Max(-output, 0) + Math.Log(1 + Math.Exp(-Math.Abs(output)))));

    protected override double Derivative(double output, double target) => ((1 - target) * Predict(output)) - (PositiveWeight * target * Predict(-output));

    protected override double OverTargets(Func<double, double> function) => (function(0) + function(1)) / 2;
}
