using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Prediction;

/// <summary>
/// The largest eigenvalue of the loss's curvature at initial weights, of dense networks: Karakida, Akaho and Amari, Universal statistics of Fisher
/// information in deep neural networks, 2019.
/// </summary>
/// <remarks>
/// With the derivatives J of all outputs by all parameters, the curvature is J^T H J to first order in how far outputs are off, H that of the loss by the
/// outputs. Its largest eigenvalues are those of the matrix of J J^T over pairs of samples, whose entries are sums of products x x' d d' over all weights.
/// Where samples have something in common, the mean over samples is the leading eigenvector, and the eigenvalue is the mean over all pairs, for each output
/// one such: the article's alpha ((T - 1) / T kappa_2 + kappa_1 / T) M for T samples, without the assumption of equal widths.
/// </remarks>
internal static class Sharpness
{
    /// <summary>
    /// The eigenvalue, of the mean loss over <see cref="SignalOptions.BatchSize"/> samples; null where the network is not made of dense layers and
    /// activations, or nothing is known of its loss.
    /// </summary>
    public static double? Largest(NetworkModel model, SignalOptions? options = null)
    {
        if (model.Losses.Count != 1 || model.Inputs.Count != 1 || !model.Nodes.All(IsDense)) return null;
        LossTerm term = model.Losses[0];
        LayerNode end = model.Nodes[term.Node];
        if (term.Loss.Curvature(end.OutputShape) is not { } curvature) return null;
        return term.Weight * curvature * SquaredJacobian(model, term.Node, options ?? SignalOptions.Default);
    }

    /// <summary>One input, one position, and nothing but a product with weights, a function of each value, or a change of shape.</summary>
    private static bool IsDense(LayerNode node)
        => node is { Inputs.Count: 1, OutputShape.Positions: 1, Reparameterization: null }
            && node.Layer is { Affine.IsConvolution: false } or { Activation: not null, GivesProbabilities: false } or { Arranges: true };

    /// <summary>Over all parameters, the sum of the squares of the derivatives of an output's mean over a batch.</summary>
    private static double SquaredJacobian(NetworkModel model, int output, SignalOptions options)
    {
        SignalMath math = new(options);
        (SignalState[] inputs, SignalState[] states) = SignalAnalysis.States(model, math);

        // One output's derivative by itself is 1, and by the others 0; and so it is for every sample.
        double share = 1.0 / model.Nodes[output].OutputShape.Size;
        GradientState? gradient = new GradientState(share) { AcrossSamples = share };
        double sum = 0;
        for (int index = output; gradient is not null; index = model.Nodes[index].Inputs[0])
        {
            LayerNode node = model.Nodes[index];
            SignalState[] read = SignalAnalysis.Inputs(node, inputs, states);
            foreach (ParameterSpec parameter in node.Parameters)
            {
                if (parameter.IsTrained) sum += parameter.Count * node.Layer.ParameterGradient(node, parameter, read, gradient, math);
            }

            gradient = node.Inputs[0] < 0 ? null : node.Layer.PropagateBack(node, 0, read, gradient, math);
        }

        return sum;
    }
}
