using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>
/// GroupNormalization where the operators have it and there are positions. Else groups are the channels of an InstanceNormalization, and weight and bias come behind
/// it; with a group for each channel they are its own.
/// </summary>
internal static class GroupNorm
{
    /// <summary>An earlier form of the operator had a weight for each group, and was withdrawn.</summary>
    private const int HasOperator = 21;

    public static GraphValue Export(LayerContext layer)
    {
        GraphBuilder graph = layer.Graph;
        GraphValue input = layer.Input();
        int groups = layer.Settings.Integer("groups");
        AttributeProto epsilon = Attributes.Of("epsilon", layer.Settings.Number("epsilon"));
        string tensor = layer.Read(Layout.ChannelsFirst);
        (string scale, string bias) = (Of("weight", 1, layer.Channels), Of("bias", 0, layer.Channels));
        if (groups == layer.Channels && !input.IsVector) return layer.GiveLike(graph.Add("InstanceNormalization", [tensor, scale, bias], epsilon), Layout.ChannelsFirst);
        if (graph.Opset >= HasOperator && !input.IsVector)
            return layer.GiveLike(graph.Add("GroupNormalization", [tensor, scale, bias], epsilon, Attributes.Of("num_groups", groups)), Layout.ChannelsFirst);

        string folded = Slices.Reshape(graph, tensor, 0, groups, -1);
        string normalized = graph.Add("InstanceNormalization", [folded, graph.Numbers(Same(1, groups)), graph.Numbers(Same(0, groups))], epsilon);
        string result = Slices.Reshape(graph, normalized, [0, .. input.Extents(Layout.ChannelsFirst)]);
        if (layer.Has("weight")) result = graph.Add("Mul", [result, layer.PerChannel(layer.Parameter("weight"), Layout.ChannelsFirst)]);
        if (layer.Has("bias")) result = graph.Add("Add", [result, layer.PerChannel(layer.Parameter("bias"), Layout.ChannelsFirst)]);
        return layer.GiveLike(result, Layout.ChannelsFirst);

        string Of(string name, float otherwise, int count) => layer.Has(name) ? layer.Tensor(name) : graph.Numbers(Same(otherwise, count));
    }

    private static float[] Same(float value, int count) => [.. Enumerable.Repeat(value, count)];
}
