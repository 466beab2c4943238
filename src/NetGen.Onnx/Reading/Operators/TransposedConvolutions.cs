using NetGen.Onnx.Graphs;
using NetGen.Onnx.Reading.Constants;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>ConvTranspose: all of the result, of which the paddings are cut off.</summary>
internal static class TransposedConvolutions
{
    public static ReadValue Read(ReadNode node)
    {
        Weights weight = Convolutions.WeightOf(node);
        int dimensions = weight.Shape.Length - 2;
        ReadValue given = node.Value(0);
        ReadValue value = node.Positions(given, dimensions);
        long groups = node.Whole("group", 1);
        if (groups < 1 || weight.Shape[0] != value.Channels || weight.Shape[0] % groups != 0 || weight.Shape[1] * (Int128)groups > 1 << 24)
            throw new NotSupportedException($"its weights are not for {value.Channels} channels in {groups} groups");
        int filters = (int)(weight.Shape[1] * groups);
        Weights? bias = node.Has(2) ? node.Row(2, filters) : null;
        int[] dilations = node.Wholes("dilations", dimensions, 1, least: 1);
        if (dilations.Any(dilation => dilation != dilations[0])) throw new NotSupportedException("its dilations differ along rows and columns");
        Span[] spans = Span.Of(node, [.. value.Network.Extents.SkipLast(1).Select(extent => (int)extent)], weight.Shape.AsSpan(2).ToArray());

        // Equal paddings are said by the layer; others are cut off behind it.
        int common = spans.Min(span => Math.Min(span.Before, span.Behind));
        bool isSaid = spans.All(span => span.Before == common && span.Behind == common) && common <= spans.Min(span => (span.Kernel - 1L) * span.Dilation);
        List<string> arguments = [$"{filters}", $"{weight.Shape[2]}"];
        if (dimensions == 2 && weight.Shape[3] != weight.Shape[2]) arguments.Add($"KernelWidth = {weight.Shape[3]}");
        if (spans.Any(span => span.Stride != 1))
        {
            arguments.Add(spans.All(span => span.Stride == spans[0].Stride)
                ? $"Stride = {spans[0].Stride}"
                : $"StrideHeight = {spans[0].Stride}, StrideWidth = {spans[1].Stride}");
        }

        if (isSaid && common > 0) arguments.Add($"PaddingSize = {common}");
        if (spans.Any(span => span.More > 0))
        {
            arguments.Add(dimensions == 1
                ? $"OutputPadding = {spans[0].More}"
                : $"OutputPaddingHeight = {spans[0].More}, OutputPaddingWidth = {spans[1].More}");
        }

        if (dilations[0] != 1) arguments.Add($"Dilation = {dilations[0]}");
        if (groups != 1) arguments.Add($"Groups = {groups}");
        if (bias is null) arguments.Add("UseBias = false");
        string layer = node.Layer($"Conv{dimensions}DTranspose", value, arguments);
        node.Model.Declaration.AddParameter(layer, "weight", weight);
        if (bias is not null) node.Model.Declaration.AddParameter(layer, "bias", bias);
        ReadValue result = Convolutions.Result(layer, given, spans.Select(span => (int)(isSaid ? span.Output : span.Whole)), filters);
        return isSaid ? result : Borders.Take(node, result, [.. spans.Select((span, axis) => new SliceOfAxis(axis + 2, span.Before, 1, (int)span.Output))]);
    }

    /// <summary>How a result lies along an axis: what is cut off in front and behind, and how many positions there are more, behind the last window.</summary>
    private readonly record struct Span(int Input, int Kernel, int Stride, int Dilation, int Before, int Behind, int More)
    {
        public long Whole => ((Input - 1L) * Stride) + ((Kernel - 1L) * Dilation) + 1 + More;

        public long Output => Whole - Before - Behind;

        public static Span[] Of(ReadNode node, int[] inputs, int[] kernel)
        {
            int count = inputs.Length;
            (int[] strides, int[] dilations) = (node.Wholes("strides", count, 1, least: 1), node.Wholes("dilations", count, 1, least: 1));
            (int[] pads, int[] more) = (node.Wholes("pads", 2 * count, 0), node.Wholes("output_padding", count, 0));
            int[]? shape = node.HasAttribute("output_shape") ? node.Wholes("output_shape", count, 0, least: 1) : null;
            string auto = node.Word("auto_pad", "NOTSET");
            if (auto.StartsWith("SAME", StringComparison.Ordinal))
                shape ??= [.. inputs.Zip(strides, (input, stride) => ReadNode.Fitting("an extent", (long)input * stride, 1))];
            Span[] spans = new Span[count];
            for (int axis = 0; axis < count; axis++)
            {
                Span span = new(inputs[axis], kernel[axis], strides[axis], dilations[axis], 0, 0, more[axis]);
                if (span.Kernel < 1) throw new NotSupportedException("its window is empty");
                if (shape is null)
                {
                    span = auto == "VALID" ? span : span with { Before = pads[axis], Behind = pads[axis + count] };
                }
                else
                {
                    int cut = (int)Math.Clamp(span.Whole - shape[axis], -(1 << 24), 1 << 24);
                    if (cut < 0) (span, cut) = (span with { More = span.More - cut }, 0);
                    span = auto == "SAME_UPPER"
                        ? span with { Before = cut / 2, Behind = cut - (cut / 2) }
                        : span with { Before = cut - (cut / 2), Behind = cut / 2 };
                }

                if (span.More >= Math.Max(span.Stride, span.Dilation) && span.More > 0)
                    throw new NotSupportedException($"it has {span.More} positions behind the last window");
                if (span.Output < 1 || span.Whole > 1 << 24) throw new NotSupportedException("its paddings cut off all of its result, or that is too large");
                spans[axis] = span;
            }

            return spans;
        }
    }
}
