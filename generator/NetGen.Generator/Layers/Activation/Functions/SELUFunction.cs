using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>scale * (x where positive, alpha (exp(x) - 1) elsewhere), from the fixed point of mean 0 and variance 1 (Klambauer et al., 2017).</summary>
internal sealed record SELUFunction : ActivationFunction
{
    private const double Scale = 1.0507009873554804934193349852946;

    private const double Alpha = 1.6732632423543772848170429916717;

    public override string Kind => "SELU";

    public override ActivationFamily Family => ActivationFamily.SelfNormalizing;

    public override OutputRange Range => OutputRange.From(-Scale * Alpha);

    public override double[] Corners => [0];

    public override bool DerivativeFromOutput => true;

    public override double Value(double x) => Scale * (x >= 0 ? x : Alpha * ExpMinusOne(x));

    public override double Derivative(double x) => Scale * (x > 0 ? 1 : Alpha * Math.Exp(x));
}
