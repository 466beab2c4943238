using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Prediction;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG4001 and NG4002: activations that grow or fade on the way through the network, beyond what chance can do at its width.</summary>
/// <remarks>
/// Compared is the root mean square with that of the first layer's input. Where a normalisation is still to come, nothing is said; nor
/// about the head, whose small weights do no harm and whose large ones NG4004 is about; nor at the end of a branch that is added.
/// A network of straight lines is the same function at any scale: what fades in it is only slow to begin, and it takes more to stop it.
/// </remarks>
internal sealed class ActivationScaleCheck : NetworkCheck
{
    private static readonly Threshold Growth = new(RuleIds.Exploding, "ratio", 10, 1, 1e30);

    private static readonly Threshold Decay = new(RuleIds.Vanishing, "ratio", 0.1, 0, 1);

    private static readonly Threshold HomogeneousDecay = new(RuleIds.Vanishing, "rectified", 1e-3, 0, 1);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Growth, Decay, HomogeneousDecay];

    public override bool Predicts => true;

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        IReadOnlyList<Stage> stages = Stage.Of(network);
        Finding? growing = null;
        Finding? fading = null;
        bool isBounded = false;
        double least = options[network.IsHomogeneous ? HomogeneousDecay : Decay];
        foreach (LayerSignal signal in network.Signal.Layers)
        {
            LayerNode node = network.Nodes[signal.Node];
            isBounded |= node.Layer.Activation is { IsSquashing: true };
            if (!Counts(network, signal)) continue;
            if (signal.ForwardRatio / signal.Band > options[Growth]) growing ??= Create(network, stages, signal, grows: true);
            bool isSmall = signal.ForwardRatio * signal.Band < least && signal.Rms > 0;

            // A squashing function makes large inputs small at once; that is not fading.
            if (isBounded) isSmall &= signal.Rms * signal.Band < least;
            if (isSmall && !network.IsHead(signal.Node)) fading ??= Create(network, stages, signal, grows: false);
        }

        foreach (Finding? finding in new[] { growing, fading })
        {
            if (finding is not null) yield return finding;
        }
    }

    private static bool Counts(NetworkGraph network, LayerSignal signal)
    {
        LayerNode node = network.Nodes[signal.Node];
        if (signal.IsReset || node.Layer.Normalizes) return false;
        return (NetworkGraph.WeightOf(node) is not null || node.Layer.Activation is not null)
            && network.Followers(signal.Node).Any(follower => follower.Kind is not (FollowerKind.Merge or FollowerKind.Normalization));
    }

    private static Finding? Create(NetworkGraph network, IReadOnlyList<Stage> stages, LayerSignal signal, bool grows)
    {
        Stage[] before = [.. stages.Where(stage => stage.Index <= signal.Node)];
        if (Stage.AtFault(before, stage => stage.Forward, grows) is not { } fault) return null;
        LayerNode node = network.Nodes[fault.Index];
        LayerNode reached = network.Nodes[signal.Node];
        ParameterSpec weight = NetworkGraph.WeightOf(node)!;
        string better = UnitGain.Initializer(network.ActivationBehind(fault.Index));
        Finding finding = Report(
            grows ? RuleIds.Exploding : RuleIds.Vanishing,
            Stage.AttributeOf(node),
            node.Name,
            $"multiplies the signal's size by {Factor(Math.Sqrt(fault.Forward))} (fan-in {Text.Of(weight.FanIn)}, std {Text.Rounded(weight.Weights.Std)}), and at {reached.Name} it is predicted to be {Factor(signal.ForwardRatio)} times that of the input, with std {Factor(signal.Std)}",
            $"Write [{better}], and the same for the other layers that do not keep it");
        return finding with
        {
            Fix = Stage.UnitGainEverywhere(network, stages),
            Effect = $"the signal at {reached.Name} is {Factor(signal.ForwardRatio)} times that of the input"
        };
    }
}
