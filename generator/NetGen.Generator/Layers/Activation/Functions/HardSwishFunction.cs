using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>x min(max(x + 3, 0), 6) / 6 (Howard et al., 2019).</summary>
internal sealed record HardSwishFunction : ActivationFunction
{
    private const double Bottom = -1.5;

    public override string Kind => "HardSwish";

    public override ActivationFamily Family => ActivationFamily.Rectifying;

    public override OutputRange Range => OutputRange.From(Value(Bottom));

    public override double[] Corners => [-3, 3];

    public override bool DerivativeFromOutput => false;

    public override double? Lowest => Bottom;

    public override double Value(double x) => x * Clamp(x + 3, 0, 6) / 6;

    public override double Derivative(double x) => x <= -3 ? 0 : x >= 3 ? 1 : ((2 * x) + 3) / 6;
}
