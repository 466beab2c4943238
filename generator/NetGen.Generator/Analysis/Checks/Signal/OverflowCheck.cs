using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Prediction;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG4006: values that no float can hold.</summary>
internal sealed class OverflowCheck : NetworkCheck
{
    /// <summary>A normal variable is beyond six standard deviations about twice in a thousand million.</summary>
    private const double Sigmas = 6;

    public override bool Predicts => true;

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        foreach (LayerSignal signal in network.Signal.Layers)
        {
            if (Sigmas * signal.Std / signal.Band <= float.MaxValue) continue;
            IReadOnlyList<Stage> stages = Stage.Of(network);
            LayerNode reached = network.Nodes[signal.Node];
            Stage? fault = Stage.AtFault(stages.Where(stage => stage.Index <= signal.Node), stage => stage.Forward, grows: true);
            LayerNode node = fault is null ? reached : network.Nodes[fault.Index];
            Finding finding = Report(
                RuleIds.Overflow,
                Stage.AttributeOf(node),
                node.Name,
                $"begins a growth that ends in infinity: at {reached.Name} the values are predicted to have std {Factor(signal.Std)}, and six times that is beyond 3.4E+38, where a float ends",
                "Write initialisers of unit gain, or [BatchNorm] between the layers");
            yield return finding with
            {
                Fix = Stage.UnitGainEverywhere(network, stages),
                Effect = $"the values at {reached.Name} are beyond what a float can hold"
            };
            yield break;
        }
    }
}
