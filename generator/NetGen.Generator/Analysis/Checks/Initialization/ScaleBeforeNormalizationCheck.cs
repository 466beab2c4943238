using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG1016: an initialiser whose scale the normalisation behind the layer takes out again.</summary>
internal sealed class ScaleBeforeNormalizationCheck : LayerCheck
{
    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (NetworkGraph.WeightOf(node) is not { Source: { IsDefault: false } source } weight || !weight.Initializer.IsDrawn) return null;
        IReadOnlyList<Follower> followers = network.Followers(index);
        if (followers.Count == 0 || followers.Any(follower => follower.Kind != FollowerKind.Normalization)) return null;
        return Report(
            RuleIds.ScaleBeforeNormalization,
            source.AttributeIndex,
            node.Name,
            $"begins with std {Text.Rounded(weight.Initializer.Std)}, which {network.Nodes[followers[0].Node].Name} divides out again: only the size of the first updates depends on it",
            "Nothing need be changed");
    }
}
