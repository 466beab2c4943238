using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record FlattenLayer
{
    /// <summary>The same values; pixels have become units, and where a value stood is forgotten.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
        => ArrangementSignal.Mixed(inputs[0], node.InputShapes[0], node.OutputShape);

    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
        => ArrangementSignal.MixedBack(gradient, node.InputShapes[0], node.OutputShape);
}
