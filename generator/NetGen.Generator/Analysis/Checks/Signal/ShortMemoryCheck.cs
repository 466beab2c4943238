using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Prediction;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG4014: a state that is read at the end alone and forgets most of its sequence before that.</summary>
/// <remarks>
/// From step to step the gradient's mean square is multiplied by the mean squared singular value of the state's Jacobian (Chen, Pennington and Schoenholz, 2018; Gilboa et al.,
/// 2019). Its logarithm says how long the memory is at first; what is too far back to be added in floats teaches the weights nothing.
/// </remarks>
internal sealed class ShortMemoryCheck : LayerCheck
{
    private static readonly Threshold Share = new(RuleIds.ShortMemory, "share", 0.125, 0, 1);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Share];

    public override bool Predicts => true;

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        // At the end of what is written so far its initialisers may be on their way.
        if (network.Model.IsOutput(index) && !network.IsEnded) return null;
        LayerNode node = network.Nodes[index];
        int steps = node.InputShapes[0].Positions;
        LayerSignal signal = network.Signal.Layers[index];
        if (signal.StepsReached is not { } reached || reached >= options[Share] * steps) return null;
        if (signal.StepsGoneOver is { } read && read < options[Share] * steps) return ReadTooEarly(node, read, steps);
        (string remedy, string? argument) = node.Layer.LongerMemory(steps)!.Value;

        // The time in which a gradient falls to 1 / e.
        double memory = reached / -Math.Log(FloatSum.Precision);
        Finding finding = Report(
            RuleIds.ShortMemory,
            node.AttributeIndex,
            node.Name,
            $"has a memory of about {Factor(memory)} steps at first, and of the {Text.Of(steps)} that it reads a gradient comes back to the nearest {Text.Of(reached)} alone, beside which all others are lost in rounding",
            remedy);
        return finding with
        {
            Effect = $"of {node.Name}'s {Text.Of(steps)} steps a gradient reaches {Text.Of(reached)} alone",
            Fix = argument is null || !node.IsEditable
                ? null
                : AttributeFix.Of(new AttributeEdit(AttributeEditKind.SetArgument, node.AttributeIndex, argument), $"Write {argument}"),
        };
    }

    /// <summary>Of what begins at the last step, what reads a late one gets a state that has seen little; no memory helps.</summary>
    private static Finding ReadTooEarly(LayerNode node, int read, int steps)
    {
        Finding finding = Report(
            RuleIds.ShortMemory,
            node.AttributeIndex,
            node.Name,
            $"runs from the last step to the first, and is read where it has gone over {Text.Count(read, "step")} of {Text.Of(steps)} alone",
            "Set LastStepOnly = true and remove what takes a step behind it, or remove Reverse");
        return finding with { Effect = $"{node.Name} is read where it has gone over {Text.Of(read)} of {Text.Of(steps)} steps alone" };
    }
}
