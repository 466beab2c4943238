namespace NetGen;

/// <summary>
/// Group normalisation (Wu and He, 2018): <c>weight * (x - mean) / sqrt(variance + Epsilon) + bias</c>, with mean and variance over all positions of a sample
/// and the channels of a group, <see cref="Groups"/> of equal size that stand side by side; weight and bias by channel. Every sample is normalised by itself,
/// so training and inference do the same, whatever the batch: what batch normalisation is not in small batches.
/// </summary>
/// <remarks>
/// Reads images, sequences and vectors, of which each group has at least two values. Parameters: <c>weight</c> (begins at 1) and <c>bias</c> (0), both [channels]
/// or [features]: PyTorch's <c>nn.GroupNorm</c>, whose <c>affine=False</c> is <c>UseScale = false, UseBias = false</c>. With one group, all values of a sample are
/// normalised together. Keras' epsilon is 1e-3 unless it is written.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GroupNormAttribute : LayerAttribute
{
    /// <summary>Normalisation in so many groups of channels.</summary>
    /// <param name="groups">How many; 1 or more, and a divisor of the channels.</param>
    public GroupNormAttribute(int groups) => Groups = groups;

    /// <summary>Into how many groups the channels are divided.</summary>
    public int Groups { get; }

    /// <summary>Added to the variance, so that a group of equal values is not divided by zero; positive.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether each channel is multiplied by a trained weight. Without it there is no parameter <c>weight</c>.</summary>
    public bool UseScale { get; set; } = true;

    /// <summary>Whether a trained bias is added to each channel. Without it there is no parameter <c>bias</c>.</summary>
    public bool UseBias { get; set; } = true;
}
