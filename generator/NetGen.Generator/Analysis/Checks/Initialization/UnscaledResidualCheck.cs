using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Prediction;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG1014: residual blocks whose branches are as large as what they are added to, so that the signal grows with each block.</summary>
internal sealed class UnscaledResidualCheck : NetworkCheck
{
    private static readonly Threshold Growth = new(RuleIds.UnscaledResidual, "growth", 16, 1, 1e30);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Growth];

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        // Behind blocks at the end of what is written so far a normalisation may be on its way.
        if (!network.IsEnded && network.Nodes[network.Nodes.Count - 1].Layer.Adds) yield break;
        var growth = new double[network.Nodes.Count];
        int blocks = 0;
        for (int index = 0; index < growth.Length; index++)
        {
            LayerNode node = network.Nodes[index];
            growth[index] = node.Layer.Normalizes ? 1 : node.Inputs.Select(input => input < 0 ? 1 : growth[input]).Max();
            if (!node.Layer.Adds || network.Signal.Layers[index].IsReset || !IsUnscaled(network, node)) continue;

            // The shortcut is the summand that is computed first.
            double shortcut = MeanSquare(network, node.Inputs.Min());
            if (!(shortcut > 0)) continue;
            growth[index] *= MeanSquare(network, index) / shortcut;
            blocks++;
            if (growth[index] <= options[Growth]) continue;
            Finding finding = Report(
                RuleIds.UnscaledResidual,
                node.AttributeIndex,
                node.Name,
                $"is residual sum number {Text.Of(blocks)} whose branch is not scaled, and up to it they multiply the signal's mean square by {Factor(growth[index])}",
                "Write [Zeros] behind the last layer of the branch, or [BatchNorm] at its end");
            yield return finding with { Fix = Silence(network) };
            yield break;
        }
    }

    /// <summary>
    /// Zeros for the layers that the branches of all sums end with; null where one of them stands in a block, or does not end with a layer
    /// that has weights: a rectifier behind zeros would never learn.
    /// </summary>
    private static AttributeFix? Silence(NetworkGraph network)
    {
        var edits = new List<AttributeEdit>();
        foreach (LayerNode sum in network.Nodes.Where(node => node.Layer.Adds && IsUnscaled(network, node)))
        {
            foreach (int end in sum.Inputs.Where(input => input != sum.Inputs.Min()))
            {
                LayerNode layer = network.Nodes[end];
                if (!layer.IsEditable || NetworkGraph.WeightOf(layer) is not { } weight) return null;
                edits.Add(weight.Source is { } source
                    ? Replacement.Edit(source, "Zeros")
                    : new AttributeEdit(AttributeEditKind.InsertAfter, layer.AttributeIndex, "Zeros"));
            }
        }

        return edits.Count == 0 ? null : new AttributeFix("Write [Zeros] at the end of the branches", edits.ToEquatableArray());
    }

    /// <summary>Whether none of the summands ends with a normalisation: those have a size of their own, and the sum grows slowly.</summary>
    private static bool IsUnscaled(NetworkGraph network, LayerNode sum) => sum.Inputs.All(input => input < 0 || !network.Nodes[input].Layer.Normalizes);

    private static double MeanSquare(NetworkGraph network, int index)
    {
        SignalReport signal = network.Signal;
        return index < 0 ? network.Model.Inputs[-1 - index].MeanSquare : signal.Layers[index].Rms * signal.Layers[index].Rms;
    }
}
