using System.Globalization;

using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG4018: positions so much larger than the tokens that they are added to that all samples look alike.</summary>
internal sealed class LoudPositionsCheck : LayerCheck
{
    /// <summary>What trained positions begin with where nothing else is written.</summary>
    private const string UsualPositions = "Normal(0.02)";

    private static readonly Threshold Limit = new(RuleIds.LoudPositions, "factor", 20, 1, 1e30);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Limit];

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (!node.Layer.AddsTable || network.Source(node) is not { } source) return null;
        double tokens = network.Signal.Layers[node.Inputs[0]].Rms;
        double positions = Math.Sqrt(node.Parameters[0].Initializer.MeanSquare);

        // Of tokens that begin with nothing, NG1003 has to say what there is to say.
        if (!(tokens > 0) || positions <= options[Limit] * tokens) return null;
        ParameterSpec? written = node.Weight?.Source is null ? source.Layer.ReadsIndices ? source.Weight : null : node.Weight;
        string better = written == node.Weight && written is not null ? UsualPositions : $"Normal({Rounded(positions)})";
        Finding finding = Report(
            RuleIds.LoudPositions,
            node.AttributeIndex,
            node.Name,
            $"adds positions of size {Text.Rounded(positions)} to values of size {Text.Rounded(tokens)}, {Factor(positions / tokens)} times as much: "
                + "what the steps hold is lost beside where they stand",
            written is null
                ? $"Bring {source.Name} to the size of the positions, as [Scale(Initial = {Rounded(positions / tokens)}, Shared = true)] behind it does"
                : $"Write [{better}] for {(written == node.Weight ? node.Name : source.Name)}");
        bool isFixable = written is { Source: not null } && (written == node.Weight ? node : source).IsEditable;
        return isFixable ? finding with { Fix = AttributeFix.Of(Replacement.Edit(written!.Source!, better), $"Write [{better}]") } : finding;
    }

    /// <summary>One significant digit.</summary>
    private static string Rounded(double value) => Text.Of(double.Parse(value.ToString("G1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
