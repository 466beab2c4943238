using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>a (1 - q)^gamma x binary cross entropy, q the probability of the target, for targets that are as often 0 as 1.</summary>
internal sealed record BinaryFocalLoss(double Gamma = 2, double Alpha = 0.25) : ElementLoss
{
    public override string Kind => "BinaryFocal";

    public override string Link => "Sigmoid";

    public override bool TakesBinaryLabels => true;

    public override ElementFunction Element => new(
        "BinaryFocal",
        "BinaryFocalElement",
        EquatableArray.Of(Gamma, Alpha),
        $"-a * (1 - q)^{Text.Rounded(Gamma)} * log q with q = (target == 1 ? p : 1 - p), p = sigmoid(output), a = (target == 1 ? {Text.Rounded(Alpha)} : {Text.Rounded(1 - Alpha)})",
        $"a * (1 - q)^{Text.Rounded(Gamma)} * ({Text.Rounded(Gamma)} * q * (1 - 2 * target) * -log q + p - target)");

    protected override double BestConstant
    {
        get
        {
            (double low, double high) = (-50, 50);
            for (int step = 0; step < 60; step++)
            {
                double middle = (low + high) / 2;
                if (OverTargets(target => Derivative(middle, target)) < 0) low = middle;
                else high = middle;
            }

            return low;
        }
    }

    public override Loss Read(AttributeArguments arguments) => new BinaryFocalLoss(
        arguments.Number("Gamma", 2, static gamma => gamma >= 0, "at least 0", "2"),
        arguments.Number("Alpha", 0.25, static alpha => alpha is > 0 and < 1, "above 0 and below 1", "0.25"));

    public override double Predict(double output) => 1 / (1 + Math.Exp(-output));

    protected override double Value(double output, double target)
    {
        double right = Predict(target == 1 ? output : -output);
        return (target == 1 ? Alpha : 1 - Alpha) * Math.Pow(1 - right, Gamma) * Entropy(output, target);
    }

    protected override double Derivative(double output, double target)
    {
        double right = Predict(target == 1 ? output : -output);
        double turn = 1 - (2 * target);
        return (target == 1 ? Alpha : 1 - Alpha) * Math.Pow(1 - right, Gamma) * ((Gamma * right * turn * Entropy(output, target)) + Predict(output) - target);
    }

    protected override double OverTargets(Func<double, double> function) => (function(0) + function(1)) / 2;

    private static double Entropy(double output, double target) => Math.Max(output, 0) - (output * target) + Math.Log(1 + Math.Exp(-Math.Abs(output)));
}
