namespace NetGen;

/// <summary>
/// In training, sets all values of a sample to zero with probability <see cref="Rate"/>, and divides those of the others by <c>1 - Rate</c>. At the
/// end of a residual block's branch it leaves the block out for those samples, so that a deep network trains as many shallower ones (Huang et al.,
/// 2016); the rate usually grows from 0 at the first block to 0.1 to 0.5 at the last. The same as torchvision's in mode <c>row</c>, also called drop
/// path. In inference it does nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class StochasticDepthAttribute : LayerAttribute
{
    /// <summary>Dropout of whole samples.</summary>
    /// <param name="rate">The share of samples that are dropped; 0 or more, below 1.</param>
    public StochasticDepthAttribute(double rate) => Rate = rate;

    /// <summary>The share of samples that are dropped.</summary>
    public double Rate { get; }
}
