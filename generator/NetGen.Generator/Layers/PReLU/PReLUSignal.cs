using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record PReLULayer
{
    /// <summary>
    /// A slope's gradient sums that of the output times min(0, x), which is what a ReLU makes of -x, but for its sign. Forward and backward it is
    /// an activation like others.
    /// </summary>
    public override double ParameterGradient(LayerNode node, ParameterSpec parameter, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        SignalState x = inputs[0];
        SignalState mirrored = x with { Mean = -x.Mean, Skewness = -x.Skewness, Low = -x.High, High = -x.Low, Preimage = null };
        SignalState negative = new ActivationLayer(new ReLUFunction()).Propagate(node, [mirrored], math);
        double own = ParameterGradients.Weight(negative, gradient, node.OutputShape.Positions, math.Options.BatchSize);
        return IsShared ? own * node.OutputShape.Channels : own;
    }
}
