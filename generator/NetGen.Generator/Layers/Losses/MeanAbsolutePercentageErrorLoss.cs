using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>100 |y - t| / |t|.</summary>
internal sealed record MeanAbsolutePercentageErrorLoss : ElementLoss
{
    public override string Kind => "MeanAbsolutePercentageError";

    public override ElementFunction Element { get; } = new(
        "MeanAbsolutePercentageError", "PercentageErrorElement", default, "100 * |output - target| / |target|", "100 * sign(output - target) / |target|");

    protected override double Value(double output, double target) => 100 * Math.Abs(output - target) / Math.Abs(target);

    protected override double Derivative(double output, double target) => 100 * Math.Sign(output - target) / Math.Abs(target);

    /// <summary>Of mean 0 and variance 1, but away from 0, near which the loss has no bounds.</summary>
    protected override double OverTargets(Func<double, double> function) => (function(-1) + function(1)) / 2;
}
