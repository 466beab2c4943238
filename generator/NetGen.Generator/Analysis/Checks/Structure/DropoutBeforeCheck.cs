using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG3007 and NG3008: dropout in front of a layer to which the dropped values matter.</summary>
/// <param name="isMeant">Which layers.</param>
/// <param name="effect">What follows from it for the layer, from the share of values that are dropped.</param>
internal sealed class DropoutBeforeCheck(string rule, Func<Layer, bool> isMeant, Func<LayerNode, double, string> effect) : LayerCheck
{
    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (!isMeant(node.Layer) || network.Source(node) is not { Layer.DropoutRate: > 0 and double rate } dropout) return null;
        Finding finding = Report(rule, node.AttributeIndex, node.Name, $"reads {dropout.Name}, {effect(node, rate)}", $"Move [Dropout] below [{node.Layer.Kind}]");
        return finding with { Fix = Move(network, node) };
    }

    /// <summary>The dropout goes, and comes again behind the layer and its initialisers; null where it cannot simply be taken away.</summary>
    private static AttributeFix? Move(NetworkGraph network, LayerNode node)
    {
        if (node.IsInBlock || network.Removal(node.Inputs[0]) is not { } removal) return null;
        AttributeEdit insertion = new(AttributeEditKind.InsertRemoved, NetworkGraph.LastAttributeOf(node), string.Empty);
        return new AttributeFix($"Move [Dropout] below [{node.Layer.Kind}]", removal.Edits.Append(insertion).ToEquatableArray());
    }
}
