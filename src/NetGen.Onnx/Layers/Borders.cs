using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>Pad and Slice, in whatever order the values lie.</summary>
internal static class Borders
{
    public static GraphValue Pad(LayerContext layer)
    {
        (int[] before, int[] after) = Around(layer, "padding");
        long[] pads = [.. Axes(layer, before).Select(size => (long)size), .. Axes(layer, after).Select(size => (long)size)];
        return layer.Give(layer.Graph.Add("Pad", [layer.Input().Read(), layer.Graph.Whole(pads)]), layer.Input().First);
    }

    public static GraphValue Crop(LayerContext layer)
    {
        (int[] before, int[] after) = Around(layer, "cropping");
        GraphValue input = layer.Input();
        string tensor = input.Read();
        for (int axis = 0; axis < before.Length; axis++)
        {
            if (before[axis] + after[axis] > 0) tensor = Slices.Take(layer.Graph, tensor, axis + (input.First == Layout.ChannelsFirst ? 2 : 1), before[axis], input.Shape[axis] - after[axis]);
        }

        return layer.Give(tensor, input.First);
    }

    private static (int[] Before, int[] After) Around(LayerContext layer, string setting)
    {
        IReadOnlyList<int> sizes = layer.Settings.Integers(setting);
        return ([.. sizes.Take(sizes.Count / 2)], [.. sizes.Skip(sizes.Count / 2)]);
    }

    /// <summary>Sizes along positions, with 0 for samples and channels.</summary>
    private static int[] Axes(LayerContext layer, int[] sizes) => layer.Input().First == Layout.ChannelsFirst ? [0, 0, .. sizes] : [0, .. sizes, 0];
}
