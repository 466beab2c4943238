using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>
/// NG2002: probabilities taken for logits, or for the input of another softmax; and NG2008, where they are given as logarithms: those are logits of the same
/// probabilities, and taking their softmax is only work.
/// </summary>
internal sealed class SoftmaxTwiceCheck : LayerCheck
{
    public override bool IsStructural => true;

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (!node.Layer.GivesProbabilities) return null;
        if (node.Layer.GivesLogProbabilities && Undone(network, index) is { } undone) return undone;
        string? second = network.Model.LossOf(index) is { Loss.TakesSoftmax: true } && !node.Layer.GivesLogProbabilities ? "the loss has a softmax of its own" : null;
        if (network.Source(node) is { Layer: { GivesProbabilities: true, GivesLogProbabilities: false } } first) second = $"{first.Name} in front of it is a softmax too";
        if (second is null) return null;

        // The second softmax sees numbers from 0 to 1 that add up to 1.
        int classes = node.OutputShape.Channels;
        double most = Math.E / (Math.E + classes - 1);
        Finding finding = Report(
            RuleIds.SoftmaxTwice,
            node.AttributeIndex,
            node.Name,
            $"gives {(node.Layer.GivesLogProbabilities ? "logarithms of probabilities" : "probabilities")}, but {second}, so that of {Text.Of(classes)} classes none can ever get more than {Text.Percent(most)}",
            $"Remove [{node.Layer.Kind}]");
        return finding with { Fix = network.Removal(index) };
    }

    /// <summary>Logarithms of which all that follows takes the softmax: it gives what it would give without them.</summary>
    private static Finding? Undone(NetworkGraph network, int index)
    {
        LayerNode node = network.Nodes[index];
        bool endsInSoftmax = network.Model.LossOf(index) is { Loss.TakesSoftmax: true };
        if (network.Model.IsOutput(index) != endsInSoftmax || (!endsInSoftmax && network.Readers(index).Count == 0)) return null;
        if (!network.Readers(index).All(reader => network.Nodes[reader].Layer.GivesProbabilities)) return null;
        string reader = endsInSoftmax ? "the loss" : network.Nodes[network.Readers(index)[0]].Name;
        Finding finding = Report(
            RuleIds.RedundantActivation,
            node.AttributeIndex,
            node.Name,
            $"changes nothing: {reader} takes the softmax of what it is given, and that of logarithms of probabilities is the probabilities",
            $"Remove [{node.Layer.Kind}]");
        return finding with { Fix = network.Removal(index) };
    }
}
