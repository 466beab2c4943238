using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>1 / (1 + exp(-x)).</summary>
internal sealed record SigmoidFunction : ActivationFunction
{
    public override string Kind => "Sigmoid";

    public override ActivationFamily Family => ActivationFamily.Squashing;

    public override OutputRange Range => new(0, 1);

    public override double[] Corners => [0];

    public override bool DerivativeFromOutput => true;

    public override double Value(double x) => Logistic(x);

    public override double Derivative(double x) => Logistic(x) * Logistic(-x);
}
