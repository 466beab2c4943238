using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG2008: an activation of an activation.</summary>
internal sealed class RedundantActivationCheck : LayerCheck
{
    public override bool IsStructural => true;

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (node.Layer.Activation is not { } second || network.Source(node) is not { Layer.Activation: { } first } source) return null;
        Finding finding = Report(
            RuleIds.RedundantActivation,
            node.AttributeIndex,
            node.Name,
            $"is the second activation in a row, behind {source.Name}, {Effect(first, second)}",
            $"Remove [{second.Kind}]");
        return finding with { Fix = network.Removal(index) };
    }

    private static string Effect(ActivationFunction first, ActivationFunction second)
        => second.IsIdentityAboveZero && first.Range.Low >= 0
            ? "which is never negative, so it changes nothing"
            : "and bends what is bent already, with no weights between the two";
}
