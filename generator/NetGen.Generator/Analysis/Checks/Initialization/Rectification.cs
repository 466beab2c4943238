using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>Fixes that write ReLU in the place of activations that squash, and He for the layers in front of them.</summary>
internal static class Rectification
{
    /// <summary>Null where one of the layers stands in a block.</summary>
    /// <param name="isMeant">Which of the network's activations.</param>
    public static AttributeFix? Of(NetworkGraph network, Func<int, bool> isMeant)
    {
        var edits = new List<AttributeEdit>();
        for (int index = 0; index < network.Nodes.Count; index++)
        {
            LayerNode node = network.Nodes[index];
            if (Edit(network, index, isMeant) is not { } edit) continue;
            if (!node.IsEditable) return null;
            edits.Add(edit);
        }

        return edits.Count == 0 ? null : new AttributeFix("Write [ReLU] with [He]", edits.ToEquatableArray());
    }

    private static AttributeEdit? Edit(NetworkGraph network, int index, Func<int, bool> isMeant)
    {
        LayerNode node = network.Nodes[index];
        if (IsActivation(index)) return new AttributeEdit(AttributeEditKind.Replace, node.AttributeIndex, "ReLU");
        if (NetworkGraph.WeightOf(node)?.Source is not { Kind: not "Auto" } source) return null;
        bool isInFront = network.Followers(index) is { Count: > 0 } followers && followers.All(follower => IsActivation(follower.Node));
        return isInFront ? Replacement.Edit(source, "He") : null;

        bool IsActivation(int at) => network.Nodes[at].Layer.Activation is not null && isMeant(at);
    }
}
