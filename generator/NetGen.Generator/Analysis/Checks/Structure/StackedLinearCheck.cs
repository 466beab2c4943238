using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG2007: two linear layers with nothing between them that bends: together they are one linear layer.</summary>
/// <remarks>
/// Grouped convolutions are left out: a depthwise and a pointwise convolution make a separable one on purpose. So are layers with a
/// normalisation or a sum between them, as in inverted residual blocks. So are two layers with fewer values between them than before and
/// behind them: their product has a lower rank than one layer could have, as in a linear autoencoder, or has fewer parameters.
/// A maximum bends, so where one stands between the two they are more than one layer, and it is information that there is nothing else.
/// </remarks>
internal sealed class StackedLinearCheck : LayerCheck
{
    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (!IsLinear(node) || FindNext(network, index) is not var (next, maximum) || (maximum is null && IsBottleneck(node, next))) return null;
        Finding finding = Report(
            RuleIds.StackedLinear,
            node.AttributeIndex,
            node.Name,
            maximum is null
                ? $"is followed by {next.Name} without an activation between them, so {Effect(node, next)}"
                : $"is followed by {next.Name} without an activation between them, so the maximum of {maximum.Name} is all that bends there, "
                    + "and it gives the largest of linear functions",
            $"Write [ReLU] below [{node.Layer.Kind}]");
        finding = finding with { IsMild = maximum is not null };
        return !node.IsEditable
            ? finding
            : finding with { Fix = AttributeFix.Of(new AttributeEdit(AttributeEditKind.InsertAfter, NetworkGraph.LastAttributeOf(node), "ReLU"), "Write [ReLU]") };
    }

    /// <summary>
    /// The linear layer that reads a layer's output through nothing but layers without weights that are linear or a maximum, and the first such
    /// maximum.
    /// </summary>
    private static (LayerNode Next, LayerNode? Maximum)? FindNext(NetworkGraph network, int index)
    {
        int at = index;
        LayerNode? maximum = null;
        while (network.Readers(at).Count == 1 && !network.Model.IsOutput(at))
        {
            int reader = network.Readers(at)[0];
            LayerNode node = network.Nodes[reader];
            if (IsLinear(node)) return (node, maximum);
            if (!node.Layer.PassesLinearly)
            {
                if (!node.Layer.IsPooling) return null;
                maximum ??= node;
            }

            at = reader;
        }

        return null;
    }

    private static bool IsLinear(LayerNode node) => node.Layer.Affine is { Groups: 1 };

    /// <summary>Whether less fits between the two than into the first and out of the second. Of two convolutions, every pixel is such a place.</summary>
    private static bool IsBottleneck(LayerNode first, LayerNode second)
    {
        Func<Shape, int> width = second.Layer.Affine is { IsConvolution: false } ? shape => shape.Size : shape => shape.Channels;

        // Pooling between them may have made it narrower still.
        int between = Math.Min(width(first.OutputShape), width(second.InputShapes[0]));
        return between < width(first.InputShapes[0]) && between < width(second.OutputShape);
    }

    /// <summary>What the two come to, with the size of the one layer that does the same where that is smaller.</summary>
    private static string Effect(LayerNode first, LayerNode second)
    {
        long both = SizeLimits.Sum(first.ParameterCount, second.ParameterCount);
        if (second.Layer.Affine is { IsConvolution: true }) return $"the {Text.Grouped(both)} parameters of both can do no more than one convolution with a larger window";
        // On a sequence the one layer works on each step too; where the steps are brought together in between, on all of them.
        long inputs = second.OutputShape.IsSequence ? first.InputShapes[0].Channels : first.InputShapes[0].Size;
        long single = SizeLimits.Product(inputs + (second.Find(Parameter.Bias) is null ? 0L : 1L), second.OutputShape.Channels);
        return single < both
            ? $"the {Text.Grouped(both)} parameters of both can do no more than {Text.Grouped(single)} of one linear layer"
            : $"the {Text.Grouped(both)} parameters of both can do no more than one linear layer";
    }
}
