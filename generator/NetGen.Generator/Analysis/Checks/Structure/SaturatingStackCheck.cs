using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG2009: many squashing layers in a row, through each of which less of the gradient comes.</summary>
/// <remarks>Normalisations and sums of branches begin a new row, other activations end it.</remarks>
internal sealed class SaturatingStackCheck : NetworkCheck
{
    private static readonly Threshold Sigmoids = new(RuleIds.SaturatingStack, "sigmoid", 4, 1, 4096);

    private static readonly Threshold Tanhs = new(RuleIds.SaturatingStack, "tanh", 8, 1, 4096);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Sigmoids, Tanhs];

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        var rows = new Row?[network.Nodes.Count];
        var gains = new double[rows.Length];
        for (int index = 0; index < rows.Length; index++)
        {
            LayerNode node = network.Nodes[index];
            int source = node.Inputs[0];
            gains[index] = NetworkGraph.WeightOf(node) is { } weight ? weight.FanIn * weight.Weights.Std * weight.Weights.Std : source < 0 ? 0 : gains[source];
            rows[index] = Extend(source < 0 ? null : rows[source], node, gains[index]);
        }

        for (int index = 0; index < rows.Length; index++)
        {
            LayerNode node = network.Nodes[index];
            if (node.Layer.Activation is not { } activation || rows[index] is not { } row || row.Length != (int)options[Limit(activation)]) continue;
            Finding finding = Report(
                RuleIds.SaturatingStack,
                node.AttributeIndex,
                node.Name,
                $"is {activation.Kind} layer number {Text.Of(row.Length)} in a row without normalisation, and together they let about {Factor(Pass(row, activation).Gradient)} of the gradient's variance through",
                "Use [ReLU] with [He], or write [BatchNorm] in front of the activations");
            yield return finding with { Fix = Rectify(network, rows, row) };
        }
    }

    /// <summary>The whole row gets another activation, also what comes behind the layer that is reported.</summary>
    private static AttributeFix? Rectify(NetworkGraph network, Row?[] rows, Row reported)
        => Rectification.Of(network, index => rows[index] is { } row && (row.Contains(reported) || reported.Contains(row)));

    private static Row? Extend(Row? row, LayerNode node, double gain)
    {
        if (node.Layer.Normalizes || node.Layer.Merges) return null;
        if (node.Layer.Activation is not { } activation) return row;
        if (!activation.IsSquashing) return null;
        return row is not null && row.Activation == activation ? new Row(activation, row.Length + 1, gain, row) : new Row(activation, 1, gain, null);
    }

    /// <summary>The mean square behind a row, and what of the gradient's variance comes through all of it (equal fans).</summary>
    private static (double MeanSquare, double Gradient) Pass(Row row, ActivationFunction function)
    {
        (double square, double gradient) = row.Before is null ? (1, 1) : Pass(row.Before, function);
        double std = Math.Sqrt(row.Gain * square);
        if (!(std > 0)) return (0, gradient);
        double slope = GaussianMoments.Expectation(x => function.Derivative(x) * function.Derivative(x), 0, std, function.Corners);
        double output = GaussianMoments.Expectation(x => function.Value(x) * function.Value(x), 0, std, function.Corners);
        return (output, gradient * slope * row.Gain);
    }

    private static Threshold Limit(ActivationFunction activation) => activation.IsSigmoid ? Sigmoids : Tanhs;

    /// <summary>Equal squashing layers in a row.</summary>
    /// <param name="Gain">Fan-in times variance of the weights in front of the last one.</param>
    /// <param name="Before">All but the last one.</param>
    private sealed record Row(ActivationFunction Activation, int Length, double Gain, Row? Before)
    {
        /// <summary>Whether another row is this one, or its beginning.</summary>
        public bool Contains(Row other) => ReferenceEquals(this, other) || (Before?.Contains(other) ?? false);
    }
}
