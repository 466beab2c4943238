using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>max(x, 0).</summary>
internal sealed record ReLUFunction : ActivationFunction
{
    public override string Kind => "ReLU";

    public override ActivationFamily Family => ActivationFamily.Rectifying;

    public override OutputRange Range => OutputRange.From(0);

    public override double[] Corners => [0];

    public override bool DerivativeFromOutput => true;

    public override bool IsRectifier => true;

    public override double Value(double x) => Math.Max(x, 0);

    public override double Derivative(double x) => x > 0 ? 1 : 0;
}
