using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>ln(1 + exp(x)).</summary>
internal sealed record SoftplusFunction : ActivationFunction
{
    public override string Kind => "Softplus";

    public override ActivationFamily Family => ActivationFamily.Positive;

    public override OutputRange Range => OutputRange.From(0);

    public override double[] Corners => [0];

    public override bool DerivativeFromOutput => true;

    public override double Value(double x) => LogOnePlusExp(x);

    public override double Derivative(double x) => Logistic(x);
}
