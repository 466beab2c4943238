using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>x / (1 + |x|).</summary>
internal sealed record SoftsignFunction : ActivationFunction
{
    public override string Kind => "Softsign";

    public override ActivationFamily Family => ActivationFamily.Squashing;

    public override OutputRange Range => new(-1, 1);

    public override double[] Corners => [0];

    public override bool DerivativeFromOutput => false;

    public override double Value(double x) => x / (1 + Math.Abs(x));

    public override double Derivative(double x) => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x)));
}
