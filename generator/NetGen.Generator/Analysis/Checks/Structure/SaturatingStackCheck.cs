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
        var rows = new Row[network.Nodes.Count];
        for (int index = 0; index < rows.Length; index++)
        {
            LayerNode node = network.Nodes[index];
            Row row = node.Inputs[0] < 0 ? default : rows[node.Inputs[0]];
            rows[index] = Extend(row, node);
            if (node.Layer is not ActivationLayer activation || rows[index].Length == 0 || rows[index].Length != (int)options[Limit(activation)]) continue;
            yield return Report(
                RuleIds.SaturatingStack,
                node.AttributeIndex,
                node.Name,
                $"is number {Text.Of(rows[index].Length)} of {activation.Kind} layers in a row without normalisation, and of the gradient's variance about {Factor(rows[index].Gradient)} comes through them",
                "Use [ReLU] with [He], or write [BatchNorm] in front of the activations");
        }
    }

    private static Row Extend(Row row, LayerNode node)
    {
        if (node.Layer is BatchNormLayer or MergeLayer) return default;
        if (NetworkGraph.WeightOf(node) is { } weight) return row with { Gain = weight.FanIn * weight.Initializer.Std * weight.Initializer.Std };
        if (node.Layer is not ActivationLayer activation) return row;
        if (!IsSquashing(activation)) return default;
        Row before = row.Kind == activation.Activation ? row : new Row(activation.Activation, 0, row.Gain, 1, 1);

        // The mean square at the layer's input, and what of the gradient comes through layer and activation (equal fans).
        double input = before.Gain * before.MeanSquare;
        double std = Math.Sqrt(input);
        double passed = std == 0 ? 1 : GaussianMoments.Expectation(x => activation.Function.Derivative(x) * activation.Function.Derivative(x), 0, std, activation.Function.Corners);
        double output = std == 0 ? 0 : GaussianMoments.Expectation(x => activation.Function.Value(x) * activation.Function.Value(x), 0, std, activation.Function.Corners);
        return new Row(activation.Activation, before.Length + 1, before.Gain, output, before.Gradient * passed * before.Gain);
    }

    private static bool IsSquashing(ActivationLayer activation) => activation.Activation
        is ActivationKind.Sigmoid or ActivationKind.HardSigmoid or ActivationKind.Tanh or ActivationKind.LeCunTanh or ActivationKind.HardTanh or ActivationKind.Softsign;

    private static Threshold Limit(ActivationLayer activation) => activation.Activation is ActivationKind.Sigmoid or ActivationKind.HardSigmoid ? Sigmoids : Tanhs;

    /// <summary>Squashing layers in a row.</summary>
    /// <param name="Gain">Fan-in times variance of the last weights.</param>
    /// <param name="MeanSquare">Of the last output.</param>
    /// <param name="Gradient">What of the gradient's variance comes through all of them.</param>
    private readonly record struct Row(ActivationKind Kind, int Length, double Gain, double MeanSquare, double Gradient);
}
