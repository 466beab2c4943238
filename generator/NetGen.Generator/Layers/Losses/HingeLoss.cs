using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>max(0, 1 - s y), s the target's side of 0.</summary>
internal sealed record HingeLoss : ElementLoss
{
    public override string Kind => "Hinge";

    public override OutputRange Wanted => new(-1, 1);

    public override ElementFunction Element { get; } = new(
        "Hinge", "HingeElement", default, "max(0, 1 - side * output) with side = (target > 0 ? 1 : -1)", "(side * output < 1 ? -side : 0)");

    protected override double Value(double output, double target) => Math.Max(0, 1 - (target * output));

    protected override double Derivative(double output, double target) => target * output < 1 ? -target : 0;

    /// <summary>As often on one side as on the other.</summary>
    protected override double OverTargets(Func<double, double> function) => (function(-1) + function(1)) / 2;
}
