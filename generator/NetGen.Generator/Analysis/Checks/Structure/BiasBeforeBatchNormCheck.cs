using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG3006: a bias that the normalisation behind it takes away again.</summary>
internal sealed class BiasBeforeBatchNormCheck : LayerCheck
{
    public override bool IsStructural => true;

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (!node.Layer.TakesAwayBias || network.Source(node) is not { } source) return null;
        bool isTakenAway = source.Layer.Affine is not null && source.Find(Parameter.Bias) is not null && network.Readers(node.Inputs[0]).Count == 1;
        if (!isTakenAway) return null;
        Finding finding = Report(
            RuleIds.BiasBeforeBatchNorm, source.AttributeIndex, source.Name, $"has a bias of {Text.Count(source.Find(Parameter.Bias)!.Count, "value")}, which {node.Name} takes away again together with the mean", "Write UseBias = false");

        // An initialiser aimed at the bias would be left without its parameter.
        bool isFixable = source.IsEditable && source.Find(Parameter.Bias)!.Source is null;
        return isFixable
            ? finding with { Fix = AttributeFix.Of(new AttributeEdit(AttributeEditKind.SetArgument, source.AttributeIndex, "UseBias = false"), "Write UseBias = false") }
            : finding;
    }
}
