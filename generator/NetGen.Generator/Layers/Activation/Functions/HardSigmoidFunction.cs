using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>min(max(x / 6 + 1/2, 0), 1).</summary>
internal sealed record HardSigmoidFunction : ActivationFunction
{
    public override string Kind => "HardSigmoid";

    public override ActivationFamily Family => ActivationFamily.Squashing;

    public override OutputRange Range => new(0, 1);

    public override double[] Corners => [-3, 3];

    public override bool DerivativeFromOutput => true;

    public override double Value(double x) => Clamp((x / 6) + 0.5, 0, 1);

    public override double Derivative(double x) => x > -3 && x < 3 ? 1.0 / 6 : 0;
}
