using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>What changes values in training only leaves nothing in a model.</summary>
internal static class Passing
{
    public static GraphValue Export(LayerContext layer) => layer.Input();
}
