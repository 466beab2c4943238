namespace NetGen;

/// <summary>
/// In training, sets whole channels of an image to zero, each with probability <see cref="Rate"/>, and divides the others by <c>1 - Rate</c> (Tompson
/// et al., 2015). Neighbouring pixels of a channel are so alike that <see cref="DropoutAttribute"/> leaves what it drops to be read off beside it.
/// The same as PyTorch's <c>Dropout2d</c>. In inference it does nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SpatialDropout2DAttribute : LayerAttribute
{
    /// <summary>Dropout of channels.</summary>
    /// <param name="rate">The share of channels that are dropped; 0 or more, below 1.</param>
    public SpatialDropout2DAttribute(double rate) => Rate = rate;

    /// <summary>The share of channels that are dropped.</summary>
    public double Rate { get; }
}
