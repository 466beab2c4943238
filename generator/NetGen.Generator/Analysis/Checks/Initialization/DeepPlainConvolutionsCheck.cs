using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG1012: many convolutions with neither normalisation nor shortcut.</summary>
internal sealed class DeepPlainConvolutionsCheck : NetworkCheck
{
    private static readonly Threshold Most = new(RuleIds.DeepPlainConvolutions, "layers", 30, 1, 4096);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Most];

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        if (network.Nodes.Any(node => node.Layer.Normalizes || node.Layer.Merges)) yield break;
        LayerNode[] convolutions = [.. network.Nodes.Where(node => node.Layer.Affine is { IsConvolution: true })];
        if (convolutions.Length <= options[Most]) yield break;
        yield return Report(
            RuleIds.DeepPlainConvolutions,
            convolutions[0].AttributeIndex,
            convolutions[0].Name,
            $"is the first of {Text.Of(convolutions.Length)} convolutions without normalisation or shortcut, which random weights rarely bring a signal through",
            "Write [BatchNorm] behind the convolutions, or make blocks of them with [Residual<B>]");
    }
}
