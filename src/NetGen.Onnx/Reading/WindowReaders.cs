using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Reading;

/// <summary>Convolutions and poolings of images.</summary>
internal static class WindowReaders
{
    public static ReadValue Convolution(ReadNode node, ModelReading model)
    {
        ReadValue input = model.FindImage(node.Input(0));
        Weights weight = node.Constant(1, rank: 4);
        ReadWindow window = ReadWindow.Of(node, input.Shape, weight.Shape[2], weight.Shape[3]);
        long groups = node.Whole("group", 1);
        if (groups < 1 || weight.Shape[1] * groups != input.Channels || weight.Shape[0] % groups != 0) throw new NotSupportedException($"its weights are not for {input.Channels} channels in {groups} groups");
        if (window.Dilation is not { } dilation) throw new NotSupportedException("its dilations differ along rows and columns");
        string name = NodeReaders.NameOf(node);
        (string reads, window) = Padded(model, window, input.Layer, name);
        bool isDepthwise = groups == input.Channels && groups > 1;
        string first = isDepthwise ? $"{window.KernelHeight}" : $"{weight.Shape[0]}, {window.KernelHeight}";
        List<string> arguments = [first, .. window.Arguments("Kernel")];
        if (dilation != 1) arguments.Add($"Dilation = {dilation}");
        if (isDepthwise && weight.Shape[0] != groups) arguments.Add($"Multiplier = {weight.Shape[0] / groups}");
        if (!isDepthwise && groups != 1) arguments.Add($"Groups = {groups}");
        if (!node.Has(2)) arguments.Add("UseBias = false");
        string layer = model.Declaration.AddLayer(isDepthwise ? "DepthwiseConv2D" : "Conv2D", name, reads, arguments);
        model.Declaration.AddParameter(layer, "weight", weight);
        if (node.Has(2)) model.Declaration.AddParameter(layer, "bias", node.ConstantRow(2, weight.Shape[0]));
        return new ReadValue(layer, [window.Height, window.Width, weight.Shape[0]]);
    }

    public static ReadValue Pooling(ReadNode node, ModelReading model, string kind)
    {
        ReadValue input = model.FindImage(node.Input(0));
        int[] kernel = node.Wholes("kernel_shape", 2, 1, least: 1);
        ReadWindow window = ReadWindow.Of(node, input.Shape, kernel[0], kernel[1]);
        if (node.Whole("ceil_mode", 0) != 0 || window.Dilation != 1) throw new NotSupportedException("its windows go beyond the image, or have holes");
        if (kind == "AveragePool2D" && window.IsPadded && node.Whole("count_include_pad", 0) != 0) throw new NotSupportedException("its means count the padding");
        if (!window.CanBeSaid) throw new NotSupportedException("its paddings differ from side to side");
        string layer = model.Declaration.AddLayer(kind, NodeReaders.NameOf(node), input.Layer, [$"{window.KernelHeight}", .. window.Arguments("Window")]);
        return new ReadValue(layer, [window.Height, window.Width, input.Channels]);
    }

    /// <summary>Paddings that no argument says are a layer of zeros in front.</summary>
    private static (string Reads, ReadWindow Window) Padded(ModelReading model, ReadWindow window, string reads, string name)
    {
        if (window.CanBeSaid) return (reads, window);
        int[] pads = window.Pads;
        string zeros = model.Declaration.AddLayer("ZeroPadding2D", name + "_padding", reads, $"Top = {pads[0]}", $"Left = {pads[1]}", $"Bottom = {pads[2]}", $"Right = {pads[3]}");
        return (zeros, window.WithoutPads());
    }
}
