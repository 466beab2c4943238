using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record DenseLayer
{
    /// <summary>E y^2 = fan-in Var(w) E x^2 + E b^2.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        ParameterSpec weight = node.Find(Parameter.Weight)!;
        return AffineSignal.Forward(inputs[0], weight, node.Find(Parameter.Bias), TapShares.All, KernelWindows.OfSinglePositions(node.OutputShape));
    }

    /// <summary>E dx^2 = fan-out Var(w) E dy^2.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        ParameterSpec weight = node.Find(Parameter.Weight)!;
        return AffineSignal.Backward(gradient, inputs[0], weight, weight.FanOut, 1, (double)node.OutputShape.Size / node.InputShapes[0].Size);
    }
}
