using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>Branches that are joined value by value, or side by side.</summary>
internal static class Joins
{
    /// <summary>One after the other, from the first on.</summary>
    public static GraphValue Pairwise(LayerContext layer, string op)
    {
        string[] tensors = All(layer, layer.Input().First);
        return layer.GiveLike(tensors.Aggregate((sum, next) => layer.Graph.Add(op, [sum, next])), layer.Input().First);
    }

    /// <summary>All at once.</summary>
    public static GraphValue Together(LayerContext layer, string op) => layer.GiveLike(layer.Graph.Add(op, All(layer, layer.Input().First)), layer.Input().First);

    /// <summary>Flattened images stand side by side as their values lie in the network, channels last: a vector that is no image any more.</summary>
    public static GraphValue Concatenate(LayerContext layer)
    {
        Layout layout = layer.Input().IsVector ? Layout.ChannelsLast : layer.Input().First;
        return layer.Give(layer.Graph.Add("Concat", All(layer, layout), Attributes.Of("axis", layer.Input().ChannelAxis(layout))), layout);
    }

    private static string[] All(LayerContext layer, Layout layout) => [.. Enumerable.Range(0, layer.InputCount).Select(input => layer.Read(layout, input))];
}
