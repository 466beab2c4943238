using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>tanh(x).</summary>
internal sealed record TanhFunction : ActivationFunction
{
    public override string Kind => "Tanh";

    public override ActivationFamily Family => ActivationFamily.Squashing;

    public override OutputRange Range => new(-1, 1);

    public override double[] Corners => [0];

    public override bool DerivativeFromOutput => true;

    public override double Value(double x) => Math.Tanh(x);

    public override double Derivative(double x) => 1 - (Math.Tanh(x) * Math.Tanh(x));
}
