using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>max(x, 0)^2 (So et al., 2021).</summary>
internal sealed record SquaredReLUFunction : ActivationFunction
{
    public override string Kind => "SquaredReLU";

    public override ActivationFamily Family => ActivationFamily.Superlinear;

    public override OutputRange Range => OutputRange.From(0);

    public override double[] Corners => [0];

    public override bool DerivativeFromOutput => false;

    public override double Value(double x) => Math.Max(x, 0) * Math.Max(x, 0);

    public override double Derivative(double x) => 2 * Math.Max(x, 0);
}
