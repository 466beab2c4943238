using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG3007 and NG3008: dropout in front of a layer to which the dropped values matter, at once or behind an activation.</summary>
/// <remarks>
/// An activation works on each value by itself: what was dropped is still one number for all, and what was kept is still larger than in inference.
/// </remarks>
/// <param name="isMeant">Which layers.</param>
/// <param name="effect">What follows from it for the layer, from the share of values that are dropped.</param>
internal sealed class DropoutBeforeCheck(string rule, Func<Layer, bool> isMeant, Func<LayerNode, double, string> effect) : LayerCheck
{
    public override bool IsStructural => true;

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (!isMeant(node.Layer) || FindDropout(network, node) is not { } place) return null;
        LayerNode dropout = network.Nodes[place];
        string reads = node.Inputs[0] == place ? $"reads {dropout.Name}" : $"reads what {dropout.Name} has dropped, through {network.Source(node)!.Name}";
        string problem = $"{reads}, {effect(node, dropout.Layer.DropoutRate)}";
        Finding finding = Report(rule, node.AttributeIndex, node.Name, problem, $"Move [Dropout] below [{node.Layer.Kind}]");
        return finding with { Fix = Move(network, node, place) };
    }

    /// <summary>The dropout in front of a layer, with nothing but activations between; null where there is none.</summary>
    private static int? FindDropout(NetworkGraph network, LayerNode node)
    {
        int at = node.Inputs[0];
        while (at >= 0 && network.Nodes[at].Layer.Activation is not null) at = network.Nodes[at].Inputs[0];
        return at >= 0 && network.Nodes[at].Layer.DropoutRate > 0 ? at : null;
    }

    /// <summary>The dropout goes, and comes again behind the layer and its initialisers; null where it cannot simply be taken away.</summary>
    private static AttributeFix? Move(NetworkGraph network, LayerNode node, int dropout)
    {
        if (!node.IsEditable || network.Removal(dropout) is not { } removal) return null;
        AttributeEdit insertion = new(AttributeEditKind.InsertRemoved, NetworkGraph.LastAttributeOf(node), string.Empty);
        return new AttributeFix($"Move [Dropout] below [{node.Layer.Kind}]", removal.Edits.Append(insertion).ToEquatableArray());
    }
}
