using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record DepthwiseConv2DLayer
{
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math) => Convolution(node).Propagate(node, inputs, math);

    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
        => Convolution(node).PropagateBack(node, input, inputs, gradient, math);

    /// <inheritdoc/>
    public override double TapShare(LayerNode node, SignalState input) => Convolution(node).TapShare(node, input);
}
