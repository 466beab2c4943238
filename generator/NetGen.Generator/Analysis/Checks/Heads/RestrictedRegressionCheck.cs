using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG2006: a network for numbers whose last activation cannot give all of them.</summary>
/// <remarks>
/// Bounded heads and softplus are often meant (pixels from 0 to 1, rates): they are information. A rectifier is not: where it gives 0 it
/// also gives no gradient. Where the targets' mean and standard deviation are declared, they say whether the head can give them.
/// </remarks>
internal sealed class RestrictedRegressionCheck : NetworkCheck
{
    public override bool IsStructural => true;

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        foreach (LossTerm term in network.Model.Losses)
        {
            if (Check(network, term) is { } finding) yield return finding;
        }
    }

    private static Finding? Check(NetworkGraph network, LossTerm term)
    {
        LayerNode end = network.Nodes[term.Node];
        if (!term.Loss.ComparesOutputs || end.Layer.Activation is not { Range: { IsAll: false } range } activation || range.Contains(term.Loss.Wanted)) return null;
        string effect = double.IsInfinity(range.High)
            ? $"can give no number below {Text.Rounded(range.Low)}"
            : $"can give only numbers from {Text.Rounded(range.Low)} to {Text.Rounded(range.High)}";
        bool isDead = activation.IsDeadBelowZero;
        TargetStatistics? targets = term.Loss.DeclaredTargets;
        bool? isOutOfReach = targets is null ? null : !range.CanHold(targets.Mean, targets.Std);
        if (isOutOfReach == true) effect += $", but targets of mean {Text.Rounded(targets!.Mean)} and std {Text.Rounded(targets.Std)} lie outside, too";
        Finding finding = Report(
            RuleIds.RestrictedRegression,
            end.AttributeIndex,
            end.Name,
            $"is the last layer in front of [{term.Loss.Kind}] and {effect}{(isDead ? ", and where it gives 0 it passes no gradient" : string.Empty)}",
            isDead || isOutOfReach == true ? $"Remove [{activation.Kind}]" : $"Remove [{activation.Kind}] if targets can lie outside");
        return finding with
        {
            IsMild = !(isOutOfReach ?? activation.Family is not (ActivationFamily.Squashing or ActivationFamily.Positive)),
            Fix = network.Removal(term.Node),
        };
    }
}
