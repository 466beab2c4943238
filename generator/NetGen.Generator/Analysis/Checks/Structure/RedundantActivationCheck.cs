using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG2008: an activation of an activation.</summary>
internal sealed class RedundantActivationCheck : LayerCheck
{
    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (node.Layer is not ActivationLayer second || network.Source(node) is not { Layer: ActivationLayer first } source) return null;
        Finding finding = Report(
            RuleIds.RedundantActivation,
            node.AttributeIndex,
            node.Name,
            $"is the second activation in a row, behind {source.Name}, {Effect(first, second)}",
            $"Remove [{second.Kind}]");
        return finding with { Fix = network.Removal(index) };
    }

    private static string Effect(ActivationLayer first, ActivationLayer second)
    {
        bool isRectifier = second.Activation is ActivationKind.ReLU or ActivationKind.LeakyReLU or ActivationKind.ELU or ActivationKind.CELU;
        bool isNeverNegative = OutputRange.Of(first) is { Low: >= 0 };
        return isRectifier && isNeverNegative ? "which is never negative, so it changes nothing" : "and bends what is bent already, with no weights between the two";
    }
}
