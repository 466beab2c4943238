using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG4016: targets far larger or smaller than what a network gives at first.</summary>
internal sealed class TargetScaleCheck : NetworkCheck
{
    private static readonly Threshold Low = new(RuleIds.TargetScale, "low", 0.01, 0, 1);

    private static readonly Threshold High = new(RuleIds.TargetScale, "high", 10, 1, 1e30);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Low, High];

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        foreach (LossTerm term in network.Model.Losses)
        {
            if (term.Loss.DeclaredTargets is not { } targets) continue;
            double rms = Math.Sqrt(targets.MeanSquare);
            if (rms >= options[Low] && rms <= options[High]) continue;
            string effect = rms < 1
                ? "beside outputs of about 1 they are nothing: at first the network learns to give 0, and what tells targets apart comes last"
                : $"beside outputs of about 1 they are all that the loss sees, and gradients begin {Factor(rms)} times as large as for targets of size 1";
            yield return Report(
                RuleIds.TargetScale,
                term.AttributeIndex,
                $"[{term.Loss.Kind}]",
                $"has targets of mean {Text.Rounded(targets.Mean)} and std {Text.Rounded(targets.Std)}, whose size is {Factor(rms)}: {effect}",
                "Standardise the targets, as (target - mean) / std, and undo that on what is predicted");
        }
    }
}
