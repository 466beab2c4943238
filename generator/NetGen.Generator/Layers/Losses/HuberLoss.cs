using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>(y - t)^2 / 2 within a distance, a straight line outside.</summary>
internal sealed record HuberLoss(double Delta = 1) : ElementLoss
{
    public override string Kind => "Huber";

    public override bool MeasuresDistance => true;

    public override ElementFunction Element => new(
        "Huber", "HuberElement", EquatableArray.Of(Delta),
        $"c * (output - target - c / 2) with c = clamp(output - target, -{Text.Rounded(Delta)}, {Text.Rounded(Delta)})", "c");

    public override Loss Read(AttributeArguments arguments) => new HuberLoss(arguments.PositiveNumber("Delta", 1, "1"));

    protected override double Value(double output, double target) => Derivative(output, target) * (output - target - (Derivative(output, target) / 2));

    protected override double Derivative(double output, double target) => Math.Max(-Delta, Math.Min(Delta, output - target));
}
