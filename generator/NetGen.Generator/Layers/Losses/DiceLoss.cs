using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>1 - (2 sum of t p + smoothing) / (sum of t + sum of p + smoothing), p = sigmoid(y): the overlap where both kinds of errors count a half.</summary>
/// <param name="Smoothing">Keeps empty masks from 0 / 0.</param>
internal sealed record DiceLoss(double Smoothing = 1e-7) : OverlapLoss
{
    public override string Kind => "Dice";

    protected override (double FalsePositives, double FalseNegatives, double Smoothing) Weights => (0.5, 0.5, Smoothing / 2);

    protected override string Formula => $"1 - (2 * sum of t * p + {Text.Of(Smoothing)}) / (sum of t + sum of p + {Text.Of(Smoothing)}), with p = sigmoid(output)";

    public override Loss Read(AttributeArguments arguments) => new DiceLoss(arguments.PositiveNumber(nameof(Smoothing), 1e-7, "1e-7"));
}
