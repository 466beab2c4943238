using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>max(0, 1 - s y)^2, s the target's side of 0.</summary>
internal sealed record SquaredHingeLoss : ElementLoss
{
    public override string Kind => "SquaredHinge";

    public override OutputRange Wanted => new(-1, 1);

    public override ElementFunction Element { get; } = new(
        "SquaredHinge", "SquaredHingeElement", default, "d^2 with d = max(0, 1 - side * output), side = (target > 0 ? 1 : -1)", "(-2) * side * d");

    protected override double Value(double output, double target) => Math.Pow(Math.Max(0, 1 - (target * output)), 2);

    protected override double Derivative(double output, double target) => -2 * target * Math.Max(0, 1 - (target * output));

    /// <summary>As often on one side as on the other.</summary>
    protected override double OverTargets(Func<double, double> function) => (function(-1) + function(1)) / 2;
}
