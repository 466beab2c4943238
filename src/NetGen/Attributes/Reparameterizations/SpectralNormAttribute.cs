namespace NetGen;

/// <summary>
/// Spectral normalisation (Miyato et al., 2018): w = W / sigma, sigma an estimate of the largest singular value of W as a matrix of its outputs and the rest,
/// so that no input is made longer by more than the layer's windows overlap. As <c>torch.nn.utils.spectral_norm(module)</c>: rows are the first axis that the
/// weight has in files; for <c>[Conv2DTranspose]</c>, as there, the second.
/// </summary>
/// <remarks>
/// <para>
/// sigma = u^T W v. Before each forward pass of a training step, power iterations bring u and v nearer to the singular vectors: v = W^T u / |W^T u|,
/// u = W v / |W v|. The gradient goes through sigma, with u and v taken as constant. An accepted step keeps u and v; inference uses those that are kept.
/// </para>
/// <para>
/// Parameter: <c>weight_orig</c>, of the weight's shape, which optimisers, weight decay and parameter groups see, and for which the weight's initialisers
/// are meant. State: <c>weight_u</c>, a value for each row, and <c>weight_v</c>, one for each column, saved with the network. The names are those of
/// PyTorch's <c>state_dict</c>; the layer has no <c>weight</c>. u and v begin as the singular vectors, found by power iterations
/// (<c>torch.nn.utils.parametrizations.spectral_norm</c> does 15; <c>torch.nn.utils.spectral_norm</c> begins with random vectors, with which an untrained
/// network's weights may be of any size).
/// </para>
/// <para>An iteration takes two passes over the weights, by one thread: much where batches are small and matrices large.</para>
/// </remarks>
/// <example>
/// <code>
/// [Network(32, 32, 3)]
/// [Conv2D(64, 4, Stride = 2)] [SpectralNorm] [LeakyReLU(0.1)]
/// [Flatten] [Dense(1)] [SpectralNorm]
/// [BinaryCrossEntropy]
/// public sealed partial class Critic;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SpectralNormAttribute : ReparameterizationAttribute
{
    /// <summary>Power iterations of a training step, PyTorch's <c>n_power_iterations</c>; 0 or more. With 0, u and v stay as they are.</summary>
    public int Iterations { get; set; } = 1;

    /// <summary>The least length that u and v are divided by, PyTorch's <c>eps</c>; positive.</summary>
    public double Epsilon { get; set; } = 1e-12;
}
