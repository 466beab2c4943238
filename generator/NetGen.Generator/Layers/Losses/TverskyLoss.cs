using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>1 - (TP + smoothing) / (TP + a FP + b FN + smoothing), p = sigmoid(y).</summary>
/// <param name="FalsePositives">What a wrong yes counts.</param>
/// <param name="FalseNegatives">What a wrong no counts.</param>
/// <param name="Smoothing">Keeps empty masks from 0 / 0.</param>
internal sealed record TverskyLoss(double FalsePositives = 0.5, double FalseNegatives = 0.5, double Smoothing = 1e-7) : OverlapLoss
{
    public override string Kind => "Tversky";

    protected override (double FalsePositives, double FalseNegatives, double Smoothing) Weights => (FalsePositives, FalseNegatives, Smoothing);

    protected override string Formula
        => $"1 - (TP + e) / (TP + {Text.Of(FalsePositives)} * FP + {Text.Of(FalseNegatives)} * FN + e), with p = sigmoid(output), TP = sum of t * p, FP = sum of (1 - t) * p, FN = sum of t * (1 - p), e = {Text.Of(Smoothing)}";

    public override Loss Read(AttributeArguments arguments) => new TverskyLoss(
        arguments.Number(nameof(FalsePositives), 0.5, static weight => weight >= 0, "at least 0", "0.5"),
        arguments.Number(nameof(FalseNegatives), 0.5, static weight => weight >= 0, "at least 0", "0.5"),
        arguments.PositiveNumber(nameof(Smoothing), 1e-7, "1e-7"));
}
