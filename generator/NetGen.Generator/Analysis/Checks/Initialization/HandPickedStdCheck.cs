using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG1005: a standard deviation given as a number, which makes the signal grow or fade at this layer.</summary>
internal sealed class HandPickedStdCheck : LayerCheck
{
    private const int Layers = 5;

    private static readonly Threshold Low = new(RuleIds.HandPickedStd, "low", 0.8, 0, 1);

    private static readonly Threshold High = new(RuleIds.HandPickedStd, "high", 1.25, 1, 1e6);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Low, High];

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (NetworkGraph.WeightOf(node) is not { Source: { GivesStd: true } source } weight || !HasMeanZero(weight.Initializer)) return null;
        if (network.IsNormalized(index) || StdIgnoresChannelsCheck.Applies(network, index)) return null;
        ActivationFunction? activation = network.ActivationBehind(index);
        if (activation is null ? !network.IsLinearHidden(index) : Gains(activation) is null) return null;

        (double least, double most) = Gains(activation)!.Value;
        double gain = weight.FanIn * weight.Weights.Std * weight.Weights.Std;
        double factor = gain < least ? gain / least : gain > most ? gain / most : 1;
        if (factor >= options[Low] && factor <= options[High]) return null;

        // A branch that begins small beside its shortcut is a way to begin, and five of them are no power of anything.
        if (factor < 1 && network.IsInBranch(index)) return null;

        string better = UnitGain.Initializer(activation);
        Finding finding = Report(
            RuleIds.HandPickedStd,
            source.AttributeIndex,
            node.Name,
            $"has weights of std {Text.Rounded(weight.Weights.Std)} for a fan-in of {Text.Of(weight.FanIn)}, which multiplies the variance by {Factor(factor)} per layer, {Factor(Math.Pow(factor, Layers))} after five",
            $"Write [{better}], or a std of {Text.Rounded(Math.Sqrt((gain < least ? least : most) / weight.FanIn))}");
        return !node.IsEditable ? finding : finding with { Fix = Replacement.Of(source, better) };
    }

    private static bool HasMeanZero(Initializer initializer) => initializer.Distribution switch
    {
        Distribution.Uniform => initializer.First == -initializer.Second,
        Distribution.TruncatedNormal => initializer.First == 0 && initializer.Low == -initializer.High,
        _ => initializer.First == 0,
    };

    /// <summary>
    /// What fan-in times variance may be: 1 / E f^2 where that is exact; else everything between it and the gain that is customary for the
    /// family, 2 for rectifiers and 1 for squashing functions. Null where no number does: SELU has a rule of its own, and the squared ReLU
    /// has no gain that keeps a variance.
    /// </summary>
    private static (double Least, double Most)? Gains(ActivationFunction? activation)
    {
        if (activation is null) return (1, 1);
        if (activation.Family is ActivationFamily.SelfNormalizing or ActivationFamily.Superlinear) return null;
        double exact = 1 / UnitGain.MeanSquare(activation);
        double customary = activation.IsRectifying ? 2 : 1;
        return activation.NegativeSlope is not null
            ? (exact, exact)
            : (Math.Min(exact, customary), Math.Max(exact, customary));
    }
}
