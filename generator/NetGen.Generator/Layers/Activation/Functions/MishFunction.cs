using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>x tanh(ln(1 + exp(x))) (Misra, 2020).</summary>
internal sealed record MishFunction : ActivationFunction
{
    private const double Bottom = -1.1924312;

    public override string Kind => "Mish";

    public override ActivationFamily Family => ActivationFamily.Rectifying;

    public override OutputRange Range => OutputRange.From(Value(Bottom));

    public override double[] Corners => [0];

    public override bool DerivativeFromOutput => false;

    public override double? Lowest => Bottom;

    public override double Value(double x) => x * Math.Tanh(LogOnePlusExp(x));

    public override double Derivative(double x)
    {
        double t = Math.Tanh(LogOnePlusExp(x));
        return t + (x * (1 - (t * t)) * Logistic(x));
    }
}
