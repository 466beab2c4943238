using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG2002: probabilities taken for logits, or for the input of another softmax.</summary>
internal sealed class SoftmaxTwiceCheck : LayerCheck
{
    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (!node.Layer.GivesProbabilities) return null;
        string? second = network.Model.LossOf(index) is { Loss.TakesSoftmax: true } ? "the loss has a softmax of its own" : null;
        if (network.Source(node) is { Layer.GivesProbabilities: true } first) second = $"{first.Name} in front of it is a softmax too";
        if (second is null) return null;

        // The second softmax sees numbers from 0 to 1 that add up to 1.
        int classes = node.OutputShape.Channels;
        double most = Math.E / (Math.E + classes - 1);
        Finding finding = Report(
            RuleIds.SoftmaxTwice,
            node.AttributeIndex,
            node.Name,
            $"gives probabilities, but {second}, so that of {Text.Of(classes)} classes none can ever get more than {Text.Percent(most)}",
            "Remove [Softmax]");
        return finding with { Fix = network.Removal(index) };
    }
}
