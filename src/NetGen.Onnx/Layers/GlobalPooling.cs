using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>GlobalMaxPool and GlobalAveragePool as a vector; over the steps that a sample has, a masked maximum or mean.</summary>
internal static class GlobalPooling
{
    public static GraphValue Maximum(LayerContext layer)
    {
        if (layer.Lengths() is not { } lengths) return All(layer, "GlobalMaxPool");
        string present = Steps.Choose(layer.Graph, lengths, layer.Input(), layer.Graph.Scalar(double.NegativeInfinity));
        return layer.Give(Reduction.Maximum(layer.Graph, present, keeps: false, 1), Layout.ChannelsLast);
    }

    public static GraphValue Mean(LayerContext layer)
    {
        if (layer.Lengths() is not { } lengths) return All(layer, "GlobalAveragePool");
        GraphBuilder graph = layer.Graph;
        string sum = Reduction.Sum(graph, Steps.Choose(graph, lengths, layer.Input(), graph.Scalar(0)), keeps: false, 1);
        string count = graph.Add("Cast", lengths, Attributes.Of("to", (long)TensorProto.Types.DataType.Float));
        return layer.Give(graph.Add("Div", [sum, count]), Layout.ChannelsLast);
    }

    private static GraphValue All(LayerContext layer, string op)
        => layer.Give(layer.Graph.Add("Flatten", layer.Graph.Add(op, layer.Read(Layout.ChannelsFirst)), Attributes.Of("axis", 1L)), Layout.ChannelsLast);
}
