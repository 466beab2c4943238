using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG2006: a network for numbers whose last activation cannot give all of them.</summary>
/// <remarks>
/// Bounded heads and softplus are often meant (pixels from 0 to 1, rates): they are information. A rectifier is not: where it gives 0 it
/// also gives no gradient.
/// </remarks>
internal sealed class RestrictedRegressionCheck : NetworkCheck
{
    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        NetworkModel model = network.Model;
        LayerNode end = network.Nodes[model.OutputNode];
        if (model.Loss is not { ComparesOutputs: true } loss || end.Layer.Activation is not { Range: { IsAll: false } range } activation) yield break;
        string effect = double.IsInfinity(range.High)
            ? $"can give no number below {Text.Rounded(range.Low)}"
            : $"can give only numbers from {Text.Rounded(range.Low)} to {Text.Rounded(range.High)}";
        bool isDead = activation.IsDeadBelowZero;
        Finding finding = Report(
            RuleIds.RestrictedRegression,
            end.AttributeIndex,
            end.Name,
            $"is the last layer in front of [{loss.Kind}] and {effect}{(isDead ? ", and where it gives 0 it passes no gradient" : string.Empty)}",
            isDead ? $"Remove [{activation.Kind}]" : $"Remove [{activation.Kind}] if targets can lie outside");
        yield return finding with { IsMild = activation.Family is ActivationFamily.Squashing or ActivationFamily.Positive, Fix = network.Removal(model.OutputNode) };
    }
}
