using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>min(max(x, 0), 6).</summary>
internal sealed record ReLU6Function : ActivationFunction
{
    public override string Kind => "ReLU6";

    public override ActivationFamily Family => ActivationFamily.Rectifying;

    public override OutputRange Range => new(0, 6);

    public override double[] Corners => [0, 6];

    public override bool DerivativeFromOutput => true;

    public override double Value(double x) => Clamp(x, 0, 6);

    public override double Derivative(double x) => x > 0 && x < 6 ? 1 : 0;
}
