using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>x / (1 + exp(-x)), also called swish (Elfwing et al., 2018).</summary>
internal sealed record SiLUFunction : ActivationFunction
{
    private const double Bottom = -1.2784645;

    public override string Kind => "SiLU";

    public override ActivationFamily Family => ActivationFamily.Rectifying;

    public override OutputRange Range => OutputRange.From(Value(Bottom));

    public override double[] Corners => [0];

    public override bool DerivativeFromOutput => false;

    public override double? Lowest => Bottom;

    public override double Value(double x) => x * Logistic(x);

    public override double Derivative(double x) => Logistic(x) * (1 + (x * Logistic(-x)));
}
