using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Prediction;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG4003: a gradient that grows or fades on its way back.</summary>
/// <remarks>
/// Compared is the energy of the gradient: its mean square times the number of values. That of single values also changes with the shapes,
/// by a quarter at each pooling and by fan-out over fan-in at each layer, without anything being wrong; the energy does not.
/// In a network of straight lines the product of a layer's input and its gradient is the same at all layers, so what fades is slow everywhere alike,
/// and it takes more to stop it.
/// </remarks>
internal sealed class GradientScaleCheck : NetworkCheck
{
    private static readonly Threshold Low = new(RuleIds.GradientRatio, "low", 1e-3, 0, 1);

    private static readonly Threshold High = new(RuleIds.GradientRatio, "high", 1e3, 1, 1e30);

    private static readonly Threshold HomogeneousLow = new(RuleIds.GradientRatio, "rectified", 1e-6, 0, 1);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Low, High, HomogeneousLow];

    public override bool Predicts => true;

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        IReadOnlyList<Stage> stages = Stage.Of(network);
        if (stages.Count < 2) yield break;
        LayerSignal last = network.Signal.Layers[stages[stages.Count - 1].Index];
        double band = network.Signal.Layers.Max(signal => signal.Band);
        double end = Energy(network, last);
        double least = options[network.IsHomogeneous ? HomogeneousLow : Low];
        for (int place = 0; place < stages.Count - 1; place++)
        {
            LayerSignal signal = network.Signal.Layers[stages[place].Index];
            if (signal.IsReset || !(end > 0) || !(signal.GradientStd > 0)) continue;
            double ratio = Energy(network, signal) / end;
            bool grows = ratio / (band * band) > options[High];
            if (!grows && ratio * band * band >= least) continue;

            // What changes the gradient lies between this layer's output and the end: the layers behind, and the activation in front of them.
            Stage? fault = Stage.AtFault(stages.Skip(place + 1), stage => stage.Backward, grows) ?? Stage.AtFault([stages[place]], stage => stage.Backward, grows);
            if (fault is not null) yield return Create(network, stages, fault, network.Nodes[signal.Node], ratio, grows);
            yield break;
        }
    }

    private static Finding Create(NetworkGraph network, IReadOnlyList<Stage> stages, Stage fault, LayerNode reached, double ratio, bool grows)
    {
        LayerNode node = network.Nodes[fault.Index];
        ActivationFunction? activation = network.ActivationBehind(fault.Index);
        bool isForwardRight = fault.Forward is > 0.8 and < 1.25 || (activation is { IsSquashing: true } && !grows);
        string remedy = isForwardRight
            ? "Use [ReLU] with [He], write [BatchNorm] in front of the activations, or add shortcuts with [Residual<B>]"
            : $"Write [{UnitGain.Initializer(activation)}], and the same for the other layers that do not keep it";
        Finding finding = Report(
            RuleIds.GradientRatio,
            Stage.AttributeOf(node),
            node.Name,
            $"multiplies the gradient's mean square by {Factor(fault.Backward)}, and the gradient that arrives at {reached.Name} is predicted to have {Factor(ratio)} of the one at the head",
            remedy);
        return finding with
        {
            Effect = $"{Factor(ratio)} times the gradient's energy at the head arrives at {reached.Name}",
            Fix = isForwardRight
                ? Rectification.Of(network, index => network.Nodes[index].Layer.Activation is { IsSquashing: true })
                : Stage.UnitGainEverywhere(network, stages),
        };
    }

    private static double Energy(NetworkGraph network, LayerSignal signal) => signal.GradientStd * signal.GradientStd * network.Nodes[signal.Node].OutputShape.Size;
}
