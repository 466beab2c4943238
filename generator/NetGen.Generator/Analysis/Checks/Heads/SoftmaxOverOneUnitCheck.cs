using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG2001: the softmax of one number is 1, whatever the number.</summary>
internal sealed class SoftmaxOverOneUnitCheck : NetworkCheck
{
    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        foreach (LossTerm term in network.Model.Losses)
        {
            LayerNode end = network.Nodes[term.Node];
            if (term.Loss.TakesSoftmax && end.OutputShape.Channels == 1) yield return Create(term.AttributeIndex, $"[{term.Loss.Kind}]", "the loss and every gradient are 0", end);
        }

        foreach (LayerNode node in network.Nodes)
        {
            if (node.Layer.GivesProbabilities && node.OutputShape.Channels == 1) yield return Create(node.AttributeIndex, node.Name, "nothing of the input comes through", network.Source(node));
        }
    }

    private static Finding Create(int attributeIndex, string subject, string effect, LayerNode? source)
    {
        Finding finding = Report(
            RuleIds.SoftmaxOverOneUnit,
            attributeIndex,
            subject,
            $"works on one unit, whose softmax is always 1: {effect}",
            "Write [Dense(2)] above it, one unit per class, or [BinaryCrossEntropy] for one probability");
        bool isFixable = source is { Layer.Affine.IsConvolution: false, IsEditable: true };
        return isFixable
            ? finding with { Fix = AttributeFix.Of(new AttributeEdit(AttributeEditKind.SetArgument, source!.AttributeIndex, "2"), $"Write [{source.Layer.Kind}(2)]") }
            : finding;
    }
}
