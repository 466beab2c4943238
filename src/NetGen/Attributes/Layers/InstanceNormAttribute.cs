namespace NetGen;

/// <summary>
/// Instance normalisation (Ulyanov, Vedaldi and Lempitsky, 2016): <c>(x - mean) / sqrt(variance + Epsilon)</c>, with mean and variance over all positions of one
/// channel of one sample. It takes an image's contrast away, as models of style do. Every sample is normalised by itself, so training and inference do the same.
/// </summary>
/// <remarks>
/// Reads images of at least two pixels and sequences of at least two steps. As PyTorch's <c>nn.InstanceNorm2d</c> and <c>nn.InstanceNorm1d</c> it has no parameters
/// unless <see cref="UseScale"/> and <see cref="UseBias"/> ask for them, <c>weight</c> (begins at 1) and <c>bias</c> (0), both [channels]: there
/// <c>affine=True</c>. It keeps no running statistics (<c>track_running_stats=False</c>). A bias of the layer in front is taken away again: write
/// <c>UseBias = false</c> there.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InstanceNormAttribute : LayerAttribute
{
    /// <summary>Added to the variance, so that a channel of equal values is not divided by zero; positive.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether each channel is multiplied by a trained weight; false as in PyTorch. Without it there is no parameter <c>weight</c>.</summary>
    public bool UseScale { get; set; }

    /// <summary>Whether a trained bias is added to each channel; false as in PyTorch. Without it there is no parameter <c>bias</c>.</summary>
    public bool UseBias { get; set; }
}
