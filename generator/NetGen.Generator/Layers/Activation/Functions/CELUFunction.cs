using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>x where positive, alpha (exp(x / alpha) - 1) elsewhere (Barron, 2017).</summary>
internal sealed record CELUFunction(double Alpha) : ActivationFunction
{
    public override string Kind => "CELU";

    public override ActivationFamily Family => ActivationFamily.Rectifying;

    public override OutputRange Range => OutputRange.From(-Alpha);

    public override double[] Corners => [0];

    public override bool DerivativeFromOutput => true;

    public override (string Name, double Value)? Parameter => ("alpha", Alpha);

    public override double Value(double x) => x >= 0 ? x : Alpha * ExpMinusOne(x / Alpha);

    public override double Derivative(double x) => x > 0 ? 1 : Math.Exp(x / Alpha);
}
