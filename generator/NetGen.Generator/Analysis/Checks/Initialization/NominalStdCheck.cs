using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG1007: the number given to a truncated normal is not the standard deviation that its weights have.</summary>
internal sealed class NominalStdCheck : LayerCheck
{
    /// <summary>A cut that takes away less than this share of the standard deviation is not worth a word.</summary>
    private const double Negligible = 0.02;

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (NetworkGraph.WeightOf(node) is not { Source: { Kind: "TruncatedNormal" } source } weight || network.IsHead(index)) return null;
        double share = weight.Initializer.Std / weight.Initializer.Second;
        if (1 - share < Negligible) return null;
        string nominal = Text.Of(weight.Initializer.Second);
        Finding finding = Report(
            RuleIds.NominalStd,
            source.AttributeIndex,
            node.Name,
            $"has weights of std {Text.Rounded(weight.Initializer.Std)}, not {nominal}: the cut leaves {Factor(share)} of it",
            $"Write [Normal({nominal})], or divide by {Text.Rounded(share)} if {nominal} is meant");

        // A mean other than 0 is part of what was meant, and the fix would have to know which of the two constructors was called.
        return !node.IsEditable || weight.Initializer.First != 0 ? finding : finding with { Fix = Replacement.Of(source, $"Normal({nominal})") };
    }
}
