using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG3010: predictions that depend on what else is in their batch.</summary>
internal sealed class BatchNormOnHeadCheck : LayerCheck
{
    public override bool IsStructural => true;

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        if (!network.Nodes[index].Layer.MixesBatch || !network.IsEnded) return null;
        if (!network.Model.Outputs.Any(IsBehind)) return null;
        LayerNode node = network.Nodes[index];
        Finding finding = Report(
            RuleIds.BatchNormOnHead,
            node.AttributeIndex,
            node.Name,
            "normalises the network's output, which in training ties each prediction to the rest of its batch",
            "Remove it, or move it above the last layer with weights");
        return finding with { Fix = network.Removal(index) };

        // The output itself, or the layer in front of a softmax that gives it.
        bool IsBehind(int output) => output == index || (network.Nodes[output] is { Layer.GivesProbabilities: true } end && end.Inputs[0] == index);
    }
}
