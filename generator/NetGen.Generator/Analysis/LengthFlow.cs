using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>Follows the lengths of samples through a network: which tensors have steps of which samples do not have all.</summary>
internal static class LengthFlow
{
    private const string Remedy = "Put it above that layer, or one that keeps steps as they are, such as [Conv1D] with Padding = Padding.Same and Stride = 1, in that layer's place";

    /// <summary>Says of every layer which lengths it reads and gives.</summary>
    /// <returns>The inputs of lengths that change what the network computes.</returns>
    public static HashSet<int> Follow(GraphBuilder graph, IReadOnlyList<NetworkInput> inputs, FindingList findings)
    {
        HashSet<int> used = [];
        foreach (LayerDraft layer in graph.Layers)
        {
            layer.InputLengths = [.. layer.Inputs.Select(Of)];
            layer.OutputLengths = Pass(layer, used, findings);
        }

        foreach (LossTerm loss in graph.Losses)
        {
            StepLengths lengths = graph.Layers[loss.Node].OutputLengths;
            if (lengths.Input is { } input) used.Add(input);
            if (lengths.LostAt is { } lost) Report(findings, loss.AttributeIndex, $"[{loss.Loss.Kind}]", lost);
        }

        return used;

        StepLengths Of(int tensor)
        {
            if (tensor >= 0) return graph.Layers[tensor].OutputLengths;
            for (int i = 1; i < inputs.Count; i++)
            {
                if (inputs[i].LengthsOf == -1 - tensor) return new StepLengths(i);
            }

            return default;
        }
    }

    private static StepLengths Pass(LayerDraft layer, HashSet<int> used, FindingList findings)
    {
        LengthUse use = layer.Layer!.UseOfLengths(layer.InputShapes[0]);
        if (layer.InputLengths[0].AreGiven && layer.Layer.RefusalOfLengths is { } refusal)
            findings.Error(RuleIds.InvalidArgument, layer.AttributeIndex, layer.Name, refusal.Problem, refusal.Remedy);
        foreach (StepLengths lengths in layer.InputLengths)
        {
            if (use != LengthUse.Keeps && lengths.Input is { } input) used.Add(input);
            if (use == LengthUse.Takes && lengths.LostAt is { } lost) Report(findings, layer.AttributeIndex, layer.Name, lost);
        }

        if (!layer.OutputShape!.Value.IsSequence) return default;
        if (use == LengthUse.Takes) return layer.InputLengths[0];
        if (layer.InputLengths.FirstOrDefault(lengths => lengths.AreLost) is { AreLost: true } before) return before;
        StepLengths given = layer.InputLengths.FirstOrDefault(lengths => lengths.AreGiven);
        if (!given.AreGiven) return default;
        if (use == LengthUse.Ends) return new StepLengths(null, layer.Name);
        if (layer.InputLengths.Any(lengths => lengths.AreGiven && lengths != given))
        {
            findings.Error(
                RuleIds.ShapeMismatch, layer.AttributeIndex, layer.Name, "joins two sequences step by step whose samples have lengths of their own", "Let one attend to the other with [MultiHeadAttention] and Memory, or declare both inputs' steps in one");
        }

        return given;
    }

    private static void Report(FindingList findings, int attributeIndex, string name, string lost) => findings.Error(
        RuleIds.ShapeMismatch, attributeIndex, name, $"works on the steps that a sample has, but behind {lost} they can no longer be told from the others", Remedy);
}
