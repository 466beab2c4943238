using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>max(z, 0) - z t + ln(1 + e^-|z|), for targets that are as often 0 as 1.</summary>
internal sealed record BinaryCrossEntropyLoss : ElementLoss
{
    public override string Kind => "BinaryCrossEntropy";

    public override string Link => "Sigmoid";

    public override ElementFunction Element { get; } = new(
        "BinaryCrossEntropy", "BinaryCrossEntropyElement", default, "-target log p - (1 - target) log(1 - p) with p = sigmoid(output)", "(p - target)");

    public override double Predict(double output) => 1 / (1 + Math.Exp(-output));

    protected override double Value(double output, double target) => Math.Max(output, 0) - (output * target) + Math.Log(1 + Math.Exp(-Math.Abs(output)));

    protected override double Derivative(double output, double target) => Predict(output) - target;

    protected override double OverTargets(Func<double, double> function) => (function(0) + function(1)) / 2;
}
