using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>Bins of equal size are windows. Others are cut out one by one along each axis, and put together again.</summary>
internal static class AdaptivePooling
{
    public static GraphValue Maximum(LayerContext layer) => Export(layer, "MaxPool", Reduction.Maximum);

    public static GraphValue Mean(LayerContext layer) => Export(layer, "AveragePool", Reduction.Mean);

    private static GraphValue Export(LayerContext layer, string op, Func<GraphBuilder, string, bool, int[], string> reduce)
    {
        IReadOnlyList<int> bins = layer.Settings.Integers("bins");
        int[] extents = [.. layer.Input().Shape.Take(bins.Count)];
        string tensor = layer.Read(Layout.ChannelsFirst);
        if (bins.Zip(extents).All(pair => pair.Second % pair.First == 0))
        {
            int[] sizes = [.. bins.Zip(extents, (count, extent) => extent / count)];
            return layer.Give(layer.Graph.Add(op, tensor, Attributes.Of("kernel_shape", sizes), Attributes.Of("strides", sizes)), Layout.ChannelsFirst);
        }

        for (int axis = 0; axis < bins.Count; axis++)
        {
            if (bins[axis] != extents[axis]) tensor = Bin(layer.Graph, tensor, axis + 2, extents[axis], bins[axis], reduce);
        }

        return layer.Give(tensor, Layout.ChannelsFirst);
    }

    private static string Bin(GraphBuilder graph, string tensor, int axis, int extent, int bins, Func<GraphBuilder, string, bool, int[], string> reduce)
    {
        IEnumerable<string> parts = Enumerable.Range(0, bins).Select(bin =>
        {
            int start = (int)((long)bin * extent / bins);
            int end = (int)((((bin + 1L) * extent) + bins - 1) / bins);
            return reduce(graph, Slices.Take(graph, tensor, axis, start, end), true, [axis]);
        });
        return graph.Add("Concat", [.. parts], Attributes.Of("axis", (long)axis));
    }
}
