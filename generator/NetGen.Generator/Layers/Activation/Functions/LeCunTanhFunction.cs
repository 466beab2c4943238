using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>1.7159 tanh(2 x / 3), whose value is 1 at 1 (LeCun et al., 1998).</summary>
internal sealed record LeCunTanhFunction : ActivationFunction
{
    private const double Scale = 1.7159;

    private const double Slope = 2.0 / 3.0;

    public override string Kind => "LeCunTanh";

    public override ActivationFamily Family => ActivationFamily.Squashing;

    public override OutputRange Range => new(-Scale, Scale);

    public override double[] Corners => [0];

    public override bool DerivativeFromOutput => true;

    public override double Value(double x) => Scale * Math.Tanh(Slope * x);

    public override double Derivative(double x) => Scale * Slope * (1 - (Math.Tanh(Slope * x) * Math.Tanh(Slope * x)));
}
