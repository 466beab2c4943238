using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>Gemm of a vector, whose weights lie as files have them: behind a flattened image in the image's order, channels first. Of each step of a sequence, MatMul and Add.</summary>
internal static class Dense
{
    public static GraphValue Export(LayerContext layer)
    {
        if (layer.Input().IsVector)
        {
            string[] inputs = layer.WithWeights(layer.Read(Layout.ChannelsFirst), layer.Weight());
            return layer.Give(layer.Graph.Add("Gemm", inputs, Attributes.Of("transB", 1L)), Layout.ChannelsLast);
        }

        return layer.Give(Product(layer, layer.Read(Layout.ChannelsLast), layer.Weight(), layer.Has("bias") ? layer.Parameter("bias") : null), Layout.ChannelsLast);
    }

    /// <summary>Each row times a matrix [out, in], plus a bias.</summary>
    public static string Product(LayerContext layer, string rows, Weights weight, Weights? bias)
    {
        string product = layer.Graph.Add("MatMul", [rows, layer.Graph.Number(weight.Transposed())]);
        return bias is null ? product : layer.Graph.Add("Add", [product, layer.Graph.Number(bias)]);
    }
}
