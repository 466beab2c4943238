using NetGen.Onnx.Graphs;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>Conv over images and sequences.</summary>
internal static class Convolutions
{
    public static ReadValue Read(ReadNode node)
    {
        Weights weight = WeightOf(node);
        int dimensions = weight.Shape.Length - 2;
        ReadValue given = node.Value(0);
        ReadValue value = node.Positions(given, dimensions);
        int channels = value.Channels;
        long groups = node.Whole("group", 1);
        if (groups < 1 || weight.Shape[1] * (Int128)groups != channels || weight.Shape[0] % groups != 0)
            throw new NotSupportedException($"its weights are not for {channels} channels in {groups} groups");
        NodeWindow[] windows = NodeWindow.Of(node, [.. value.Network.Extents.SkipLast(1).Select(extent => (int)extent)], weight.Shape.AsSpan(2).ToArray());
        Weights? bias = node.Has(2) ? node.Row(2, weight.Shape[0]) : null;
        if (windows.Any(window => window.Dilation != windows[0].Dilation)) (weight, windows) = WithHoles(node, weight, windows);
        long largest = windows.Min(window => window.Kernel - 1L) * windows[0].Dilation;
        if (windows.Padding(largest, mayBeCausal: true) is not { } padding)
        {
            value = Borders.Pad(
                node,
                value,
                [.. windows.Select((window, axis) => new Border(axis, window.Before, window.Behind))],
                node.LayerName + "_padding");
            windows = Array.ConvertAll(windows, window => window.WithoutPadding);
            padding = string.Empty;
        }

        bool isDepthwise = groups == channels && groups > 1;
        List<string> arguments = isDepthwise ? [$"{windows[0].Kernel}"] : [$"{weight.Shape[0]}", $"{windows[0].Kernel}"];
        arguments.AddRange(windows.Sizes("Kernel"));
        if (padding.Length > 0) arguments.Add(padding);
        if (windows[0].Dilation != 1) arguments.Add($"Dilation = {windows[0].Dilation}");
        if (isDepthwise && weight.Shape[0] != groups) arguments.Add($"Multiplier = {weight.Shape[0] / groups}");
        if (!isDepthwise && groups != 1) arguments.Add($"Groups = {groups}");
        if (bias is null) arguments.Add("UseBias = false");
        string layer = node.Layer($"{(isDepthwise ? "DepthwiseConv" : "Conv")}{windows.Suffix()}", value, arguments);
        node.Model.Declaration.AddParameter(layer, "weight", weight);
        if (bias is not null) node.Model.Declaration.AddParameter(layer, "bias", bias);
        return Result(layer, given, windows.Select(window => window.Output), weight.Shape[0]);
    }

    /// <summary>The kernels of a node with windows.</summary>
    /// <exception cref="NotSupportedException">They are not those of images or sequences.</exception>
    public static Weights WeightOf(ReadNode node)
    {
        Weights weight = node.Constant(1).ToWeights();
        if (weight.Values.Length == 0 || weight.Shape.Length is not (3 or 4))
            throw new NotSupportedException($"its weights have the shape {string.Join('x', weight.Shape)}, which are not those of images or sequences");
        int[] said = node.Wholes("kernel_shape", weight.Shape.Length - 2, 0);
        return !node.HasAttribute("kernel_shape") || said.SequenceEqual(weight.Shape.Skip(2))
            ? weight
            : throw new NotSupportedException(
                $"its kernel_shape is {string.Join('x', said)}, and that of its weights {string.Join('x', weight.Shape.Skip(2))}");
    }

    /// <summary>A tensor [N, channels, positions] of a layer whose channels are last.</summary>
    public static ReadValue Result(string layer, ReadValue given, IEnumerable<int> positions, int channels)
    {
        Atom[][] axes = [.. positions.Select(extent => Atom.Axis(extent))];
        Atom[] last = Atom.Axis(channels);
        return new ReadValue(layer, new Axes([.. axes, last]), new Axes([given.Tensor[0], last, .. axes]));
    }

    /// <summary>Dilations that differ become zeros between the weights.</summary>
    private static (Weights Weight, NodeWindow[] Windows) WithHoles(ReadNode node, Weights weight, NodeWindow[] windows)
    {
        (int height, int width) = ((int)windows[0].Extent, (int)windows[1].Extent);
        int kernels = weight.Shape[0] * weight.Shape[1];
        float[] spread = new float[node.Model.Allowance.Take((long)kernels * height * width)];
        for (int i = 0; i < weight.Values.Length; i++)
        {
            int column = i % weight.Shape[3];
            int row = i / weight.Shape[3] % weight.Shape[2];
            int kernel = i / (weight.Shape[2] * weight.Shape[3]);
            spread[(((kernel * height) + (row * windows[0].Dilation)) * width) + (column * windows[1].Dilation)] = weight.Values[i];
        }

        Weights read = new(weight.Name, [weight.Shape[0], weight.Shape[1], height, width], spread);
        return (read, Array.ConvertAll(windows, window => window with { Kernel = (int)window.Extent, Dilation = 1 }));
    }
}
