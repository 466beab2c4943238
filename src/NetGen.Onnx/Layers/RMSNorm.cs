using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>x / sqrt(mean of x^2 + epsilon), times a weight.</summary>
internal static class RMSNorm
{
    public static GraphValue Export(LayerContext layer)
    {
        GraphBuilder graph = layer.Graph;
        Layout layout = LayerNorm.LayoutOf(layer.Input());
        string input = layer.Read(layout);
        string mean = Reduction.Mean(graph, graph.Add("Mul", [input, input]), keeps: true, -1);
        string size = graph.Add("Sqrt", graph.Add("Add", [mean, graph.Scalar(layer.Settings.Number("epsilon"))]));
        string normalized = graph.Add("Div", [input, size]);
        return layer.GiveLike(layer.Has("weight") ? graph.Add("Mul", [normalized, layer.Tensor("weight")]) : normalized, layout);
    }
}
