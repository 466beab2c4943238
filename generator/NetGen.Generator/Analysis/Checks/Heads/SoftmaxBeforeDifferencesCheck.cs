using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG2013: probabilities in front of a loss of differences, so that the gradient of logits carries the softmax's slope.</summary>
/// <remarks>
/// The Jacobian of the softmax is diag(p) - p p^T. Cross-entropy cancels it and leaves p - y; a loss of differences does not, and p (1 - p) is 1 / C - 1 / C^2
/// where nothing is decided, and next to nothing where the network is sure, right or wrong.
/// </remarks>
internal sealed class SoftmaxBeforeDifferencesCheck : NetworkCheck
{
    public override bool IsStructural => true;

    private const string Better = "SoftmaxCrossEntropy";

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

        // Of logarithms nothing is lost; of one unit NG2001 says what there is to say, and of a second softmax NG2002.
        if (!term.Loss.MeasuresDistance || end.Layer is not { GivesProbabilities: true, GivesLogProbabilities: false }) return null;
        int classes = end.OutputShape.Channels;
        if (classes < 2 || network.Source(end) is { Layer: { GivesProbabilities: true, GivesLogProbabilities: false } }) return null;
        double share = 1.0 / classes;
        Finding finding = Report(
            RuleIds.SoftmaxBeforeDifferences,
            end.AttributeIndex,
            end.Name,
            $"stands in front of [{term.Loss.Kind}], so logits get its gradient times slopes p(1 - p), "
                + $"which begin at {Text.Rounded(share * (1 - share))} for {Text.Of(classes)} classes and vanish where the network is sure and wrong",
            $"Write [{Better}], whose gradient is p - y, in the place of [{end.Layer.Kind}] and [{term.Loss.Kind}]");
        return network.Removal(term.Node) is { } removal
            ? finding with
            {
                Fix = new AttributeFix(
                    $"Write [{Better}]", removal.Edits.Append(new AttributeEdit(AttributeEditKind.Replace, term.AttributeIndex, Better)).ToEquatableArray()),
            }
            : finding;
    }
}
