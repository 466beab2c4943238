using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>ConvTranspose; paddings are what is cut off.</summary>
internal static class TransposedConvolution
{
    public static GraphValue Export(LayerContext layer)
    {
        LayerSettings settings = layer.Settings;
        int[] strides = [.. settings.Integers("stride")];
        int[] padding = [.. settings.Integers("padding")];
        int[] outputPadding = [.. settings.Integers("outputPadding")];
        int[] zeros = [.. strides.Select((stride, axis) => Move(stride, ref padding[strides.Length + axis], ref outputPadding[axis]))];
        string input = layer.Read(Layout.ChannelsFirst);
        if (zeros.Any(rows => rows > 0)) input = layer.Graph.Add("Pad", [input, layer.Graph.Whole([0, 0, .. strides.Select(_ => 0L), 0, 0, .. zeros.Select(rows => (long)rows)])]);
        string result = layer.Graph.Add(
            "ConvTranspose",
            layer.WithWeights(input, layer.Weight()),
            Attributes.Of("kernel_shape", settings.Integers("kernel")),
            Attributes.Of("strides", strides),
            Attributes.Of("dilations", settings.Integers("dilation")),
            Attributes.Of("pads", padding),
            Attributes.Of("output_padding", outputPadding),
            Attributes.Of("group", settings.Integer("groups")));
        return layer.Give(result, Layout.ChannelsFirst);
    }

    /// <summary>
    /// A dilation allows an output padding of a stride or more, which runtimes refuse: less is cut off in its place, and where that is not enough, zeros are put behind the
    /// input.
    /// </summary>
    /// <returns>How many of them.</returns>
    private static int Move(int stride, ref int cutBehind, ref int outputPadding)
    {
        if (outputPadding < stride) return 0;
        int lacking = outputPadding - cutBehind;
        int zeros = lacking < stride ? 0 : (lacking + stride - 1) / stride;
        cutBehind = Math.Max(0, (zeros * stride) - lacking);
        outputPadding = zeros == 0 ? Math.Max(0, lacking) : 0;
        return zeros;
    }
}
