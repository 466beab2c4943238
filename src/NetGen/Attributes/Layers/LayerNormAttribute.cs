namespace NetGen;

/// <summary>
/// Layer normalisation (Ba, Kiros and Hinton, 2016): <c>weight * (x - mean) / sqrt(variance + Epsilon) + bias</c>, with mean and variance over
/// the features of a vector, of each time step of a sequence, or over the channels of each pixel. Every sample is normalised by itself, so
/// training and inference do the same, whatever the batch.
/// </summary>
/// <remarks>
/// Reads at least two values in each row; any shape. Parameters: <c>weight</c> (begins at 1) and <c>bias</c> (0), both [features] or [channels]:
/// PyTorch's <c>nn.LayerNorm(C)</c> on channels-last data. PyTorch's <c>elementwise_affine=False</c> is <c>UseScale = false, UseBias = false</c>, and its
/// <c>bias=False</c> is <c>UseBias = false</c>; Keras' <c>scale</c> and <c>center</c> are <see cref="UseScale"/> and <see cref="UseBias"/>, and its epsilon
/// is 1e-3 unless it is written.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>Added to the variance, so that a row of equal values is not divided by zero; positive.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether each channel is multiplied by a trained weight. Without it there is no parameter <c>weight</c>.</summary>
    public bool UseScale { get; set; } = true;

    /// <summary>Whether a trained bias is added to each channel. Without it there is no parameter <c>bias</c>.</summary>
    public bool UseBias { get; set; } = true;
}
