using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>(ln(1 + y) - ln(1 + t))^2, for targets of at least 0, of mean and variance 1.</summary>
internal sealed record MeanSquaredLogarithmicErrorLoss : ElementLoss
{
    public override string Kind => "MeanSquaredLogarithmicError";

    public override OutputRange Wanted => OutputRange.From(0);

    public override ElementFunction Element { get; } = new(
        "MeanSquaredLogarithmicError", "SquaredLogarithmicErrorElement", default,
        "d^2 with d = log(1 + max(output, 0)) - log(1 + max(target, 0))", "(output > 0 ? 2 * d / (1 + output) : 0)");

    protected override double BestConstant => Math.Sqrt(3) - 1;

    protected override double Value(double output, double target) => Math.Pow(Distance(output, target), 2);

    protected override double Derivative(double output, double target) => output > 0 ? 2 * Distance(output, target) / (1 + output) : 0;

    /// <summary>0 and 2, as a count may be.</summary>
    protected override double OverTargets(Func<double, double> function) => (function(0) + function(2)) / 2;

    private static double Distance(double output, double target) => Math.Log(1 + Math.Max(output, 0)) - Math.Log(1 + Math.Max(target, 0));
}
