using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>min(max(x, -1), 1).</summary>
internal sealed record HardTanhFunction : ActivationFunction
{
    public override string Kind => "HardTanh";

    public override ActivationFamily Family => ActivationFamily.Squashing;

    public override OutputRange Range => new(-1, 1);

    public override double[] Corners => [-1, 1];

    public override bool DerivativeFromOutput => true;

    public override double Value(double x) => Clamp(x, -1, 1);

    public override double Derivative(double x) => x > -1 && x < 1 ? 1 : 0;
}
