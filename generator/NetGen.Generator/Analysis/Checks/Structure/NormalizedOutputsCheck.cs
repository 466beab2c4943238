using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG3015: a normalisation of each sample behind the last layer, so that outputs cannot be what the loss compares them with.</summary>
/// <remarks>
/// Where a softmax follows, only the differences of outputs matter, and a trained factor gives their size back: that is no fault, and neither is it for
/// decisions whose mean stays. Losses that compare directions are not meant, either.
/// </remarks>
internal sealed class NormalizedOutputsCheck : NetworkCheck
{
    /// <summary>A loss that cannot fall below this is worth saying.</summary>
    private const double LeastFloor = 0.1;

    public override bool IsStructural => true;

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        foreach (LossTerm term in network.Model.Losses)
        {
            LayerNode node = network.Nodes[term.Node];
            if (node.Layer.SampleScale is not { } scale || !(scale.IsOfEachPosition || node.OutputShape.Positions == 1)) continue;
            if (Describe(term.Loss, node, scale.Parts, scale.IsCentered) is not { } fault) continue;
            Finding finding = Report(RuleIds.NormalizedOutputs, node.AttributeIndex, node.Name, fault.Problem, "Remove it, or move it above the last layer with weights");
            yield return finding with
            {
                IsMild = fault.IsMild,
                Fix = network.Removal(term.Node),
            };
        }
    }

    private static (string Problem, bool IsMild)? Describe(Loss loss, LayerNode node, int parts, bool isCentered)
    {
        int outputs = node.OutputShape.Channels;
        int size = outputs / parts;
        string group = parts == 1 ? $"all {Text.Of(outputs)} outputs" : $"{Text.Of(size)} outputs at a time";
        string taken = isCentered ? "mean and size" : "size";
        string same = $"gives {group} of each sample the same {taken}";
        if (loss is { ComparesOutputs: true, MeasuresDistance: true })
            return ($"{same}, whatever the sample, and [{loss.Kind}] compares them with targets that differ in it", false);
        if (loss.TakesBinaryLabels && isCentered)
            return ($"{same}, so how many of them are above 0 is nearly fixed, and [{loss.Kind}] takes each for a decision of its own", false);
        if (!loss.TakesSoftmax) return null;
        if (parts > 1) return ($"{same}, so no score can stand out from those of the other {Text.Count(parts - 1, "part")}", false);
        double floor = LeastCrossEntropy(outputs);
        if (node.Weight is not null || floor <= LeastFloor) return null;
        string bound = $"they can be no further apart, and the loss cannot fall below {Text.Rounded(floor)}";
        return ($"gives the {Text.Of(outputs)} scores of each sample the same size and has no trained factor: {bound}", true);
    }

    /// <summary>That of n scores of variance 1 with the right one as large as it can be: sqrt(n - 1), and the others 1 / sqrt(n - 1) below 0.</summary>
    private static double LeastCrossEntropy(int scores)
    {
        double others = scores - 1;
        return Math.Log(1 + (others * Math.Exp(-(Math.Sqrt(others) + (1 / Math.Sqrt(others))))));
    }
}
