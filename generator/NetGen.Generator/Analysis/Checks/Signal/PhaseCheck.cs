using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG4007: a row of layers away from the critical point, at which neither signals nor gradients grow or fade.</summary>
/// <remarks>Schoenholz, Gilmer, Ganguli and Sohl-Dickstein, 2017: chi = fan-in x Var(w) x E f'^2; below 1 inputs become alike, above 1 they become unrelated.</remarks>
internal sealed class PhaseCheck : NetworkCheck
{
    /// <summary>A shallow network may be off by a lot per layer: what counts is chi to the power of the depth.</summary>
    private const double Effect = 2;

    private static readonly Threshold Low = new(RuleIds.Phase, "low", 0.9, 0, 1);

    private static readonly Threshold High = new(RuleIds.Phase, "high", 1.1, 1, 1e6);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Low, High];

    public override bool Predicts => true;

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        if (network.Nodes.Any(node => node.Layer.Normalizes || node.Layer.Merges)) yield break;

        // Rectifiers have no fixed point of their own; what there is to say about them NG4001 to NG4003 say.
        Stage[] stages = [.. Stage.Of(network).Where(stage => network.ActivationBehind(stage.Index) is { IsSquashing: true })];
        if (stages.Length == 0) yield break;
        Stage last = stages[stages.Length - 1];
        double chi = FixedPoint.Slope(network.ActivationBehind(last.Index)!, Gain(network.Nodes[last.Index]));
        double effect = Math.Pow(chi, stages.Length);
        if ((chi >= options[Low] && chi <= options[High]) || effect is > 1 / Effect and < Effect) yield break;
        LayerNode node = network.Nodes[stages[0].Index];

        // A slope of 1 at 0 passes a small signal as it is; that of the sigmoid is 1/4, and no customary initialiser makes up for it.
        double slope = network.ActivationBehind(last.Index)!.Derivative(0);
        bool isCritical = slope is > 0.8 and < 1.25;
        Finding finding = Report(
            RuleIds.Phase,
            Stage.AttributeOf(node),
            node.Name,
            $"is {(stages.Length == 1 ? "a layer" : $"the first of {Text.Of(stages.Length)} layers")} in the {(chi < 1 ? "ordered" : "chaotic")} phase: chi is {Factor(chi)} per layer, so the gradient's mean square is multiplied by {Factor(effect)}{(stages.Length == 1 ? string.Empty : " over all of them")}",
            isCritical
                ? $"Write [{UnitGain.Initializer(network.ActivationBehind(stages[0].Index))}], which is at the critical point for a small signal"
                : "Use [ReLU] with [He], or [Tanh] with [Xavier], which are at the critical point");
        yield return finding with
        {
            Effect = $"the layers from {node.Name} on are in the {(chi < 1 ? "ordered" : "chaotic")} phase, with a chi of {Factor(chi)}",
            Fix = isCritical ? Critical(network, stages) : Rectification.Of(network, index => network.Nodes[index].Layer.Activation is { IsSquashing: true }),
        };
    }

    /// <summary>The initialiser of unit gain wherever another is declared; null where none is, or where one stands in a block.</summary>
    private static AttributeFix? Critical(NetworkGraph network, Stage[] stages)
    {
        LayerNode[] nodes = [.. stages.Select(stage => network.Nodes[stage.Index]).Where(node => NetworkGraph.WeightOf(node)!.Source is not null)];
        return nodes.Length == 0 || Array.Exists(nodes, node => !node.IsEditable)
            ? null
            : new AttributeFix(
                "Write initialisers of unit gain",
                stages
                    .Where(stage => NetworkGraph.WeightOf(network.Nodes[stage.Index])!.Source is not null)
                    .Select(stage => Replacement.Edit(network.Nodes[stage.Index].Weight!.Source!, UnitGain.Initializer(network.ActivationBehind(stage.Index))))
                    .ToEquatableArray());
    }

    private static double Gain(LayerNode node)
    {
        ParameterSpec weight = NetworkGraph.WeightOf(node)!;
        return weight.FanIn * weight.Weights.Std * weight.Weights.Std;
    }
}
