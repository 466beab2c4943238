using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>x Phi(x), Phi the standard normal distribution function (Hendrycks and Gimpel, 2016).</summary>
internal sealed record GELUFunction : ActivationFunction
{
    private const double Bottom = -0.7517915;

    public override string Kind => "GELU";

    public override ActivationFamily Family => ActivationFamily.Rectifying;

    public override OutputRange Range => OutputRange.From(Value(Bottom));

    public override double[] Corners => [0];

    public override bool DerivativeFromOutput => false;

    public override double? Lowest => Bottom;

    public override double Value(double x) => x * NormalDistribution.Cumulative(x);

    public override double Derivative(double x) => NormalDistribution.Cumulative(x) + (x * NormalDistribution.Density(x));
}
