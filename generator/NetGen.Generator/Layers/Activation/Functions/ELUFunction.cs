using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>x where positive, alpha (exp(x) - 1) elsewhere (Clevert et al., 2016).</summary>
internal sealed record ELUFunction(double Alpha) : ActivationFunction
{
    public override string Kind => "ELU";

    public override ActivationFamily Family => ActivationFamily.Rectifying;

    public override OutputRange Range => OutputRange.From(-Alpha);

    public override double[] Corners => [0];

    public override bool DerivativeFromOutput => true;

    public override (string Name, double Value)? Parameter => ("alpha", Alpha);

    public override double Value(double x) => x >= 0 ? x : Alpha * ExpMinusOne(x);

    public override double Derivative(double x) => x > 0 ? 1 : Alpha * Math.Exp(x);
}
