using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>
/// NG2004: a sigmoid in front of a loss that takes logits; and NG2005: any other activation there, which keeps logits from being any number.
/// </summary>
internal sealed class ActivationLossMismatchCheck : NetworkCheck
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
        if (term.Loss.Link is null || end.Layer.Activation is not { } activation || (term.Loss.TakesSoftmax && end.OutputShape.Channels < 2)) return null;
        string effect = term.Loss.TakesSoftmax ? EffectOnClasses(activation, end.OutputShape.Channels) : EffectOnEach(activation, term.Loss);
        Finding finding = Report(
            activation.IsSigmoid ? RuleIds.ActivationLossMismatch : RuleIds.RestrictedLogits,
            end.AttributeIndex,
            end.Name,
            $"stands in front of [{term.Loss.Kind}], {effect}",
            $"Remove [{activation.Kind}]: the loss works on the numbers of the layer above it");
        return finding with { Fix = network.Removal(term.Node) };
    }

    /// <summary>Each output by itself: what predictions are left.</summary>
    private static string EffectOnEach(ActivationFunction activation, Loss loss)
    {
        OutputRange range = activation.Range;
        if (range.IsAll) return "which bends logits that may be any number";
        string low = Text.Rounded(loss.Predict(range.Low));
        return double.IsInfinity(range.High) ? $"so no prediction is below {low}" : $"so predictions lie from {low} to {Text.Rounded(loss.Predict(range.High))}";
    }

    private static string EffectOnClasses(ActivationFunction activation, int classes)
    {
        OutputRange range = activation.Range;
        if (range.IsAll) return "which bends logits that may be any number";
        if (double.IsInfinity(range.High)) return $"so no logit is below {Text.Rounded(range.Low)}: a class can be made likely, but not unlikely";
        double odds = Math.Exp(range.High - range.Low);
        double most = odds / (odds + classes - 1);
        return $"so logits lie from {Text.Rounded(range.Low)} to {Text.Rounded(range.High)}: of {Text.Of(classes)} classes none can ever get more than {Text.Percent(most)}, and the loss stays above {Text.Rounded(-Math.Log(most))}";
    }
}
