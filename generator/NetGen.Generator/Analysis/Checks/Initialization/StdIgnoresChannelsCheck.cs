using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG1017: sqrt(2 / window) as the standard deviation of a convolution over several channels.</summary>
internal sealed class StdIgnoresChannelsCheck : LayerCheck
{
    /// <summary>What a literal of two digits may be off.</summary>
    private const double Tolerance = 0.02;

    /// <summary>Whether the rule has something to say about a layer; then a more general one need not.</summary>
    public static bool Applies(NetworkGraph network, int index)
    {
        LayerNode node = network.Nodes[index];
        if (node.Layer.Affine is not { IsConvolution: true } || network.IsNormalized(index)) return false;
        if (NetworkGraph.WeightOf(node) is not { Inputs: > 1, Source.Kind: "Normal" or "TruncatedNormal", Initializer.First: 0 } weight) return false;
        double expected = Math.Sqrt(2.0 / (weight.Rows * weight.Columns));
        return Math.Abs((weight.Initializer.Second / expected) - 1) < Tolerance;
    }

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        if (!Applies(network, index)) return null;
        LayerNode node = network.Nodes[index];
        ParameterSpec weight = NetworkGraph.WeightOf(node)!;
        InitializerSource source = weight.Source!;
        Finding finding = Report(
            RuleIds.StdIgnoresChannels,
            source.AttributeIndex,
            node.Name,
            $"has weights of std sqrt(2 / {Text.Of(weight.Rows * weight.Columns)}) = {Text.Rounded(weight.Initializer.Second)}, which leaves out its {Text.Of(weight.Inputs)} input channels and makes the variance {Text.Of(weight.Inputs)} times too large",
            $"Write [He], or a std of sqrt(2 / {Text.Of(weight.FanIn)}) = {Text.Rounded(Math.Sqrt(2.0 / weight.FanIn))}");
        return !node.IsEditable ? finding : finding with { Fix = Replacement.Of(source, "He") };
    }
}
