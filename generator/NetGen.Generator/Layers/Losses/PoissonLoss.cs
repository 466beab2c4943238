using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>e^z - t z, for targets of mean and variance 1.</summary>
internal sealed record PoissonLoss : ElementLoss
{
    public override string Kind => "Poisson";

    public override string Link => "Exp";

    public override ElementFunction Element { get; } = new("Poisson", "PoissonElement", default, "exp(output) - target * output", "(exp(output) - target)");

    public override double Predict(double output) => Math.Exp(output);

    protected override double Value(double output, double target) => Math.Exp(output) - (target * output);

    protected override double Derivative(double output, double target) => Math.Exp(output) - target;

    /// <summary>0 and 2 have the first two moments of a count of expected value 1, and more than these no mean over targets asks for.</summary>
    protected override double OverTargets(Func<double, double> function) => (function(0) + function(2)) / 2;
}
