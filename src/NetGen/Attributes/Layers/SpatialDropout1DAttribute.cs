namespace NetGen;

/// <summary>
/// In training, sets whole features of a sequence to zero, at all of its steps, each with probability <see cref="Rate"/>, and divides the others by <c>1 - Rate</c> (Tompson
/// et al., 2015). Neighbouring steps are often so alike that <see cref="DropoutAttribute"/> leaves what it drops to be read off beside it.
/// The same as Keras' <c>SpatialDropout1D</c> and, on channels, PyTorch's <c>Dropout1d</c>. In inference it does nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SpatialDropout1DAttribute : LayerAttribute
{
    /// <summary>Dropout of features.</summary>
    /// <param name="rate">The share of features that are dropped; 0 or more, below 1.</param>
    public SpatialDropout1DAttribute(double rate) => Rate = rate;

    /// <summary>The share of features that are dropped.</summary>
    public double Rate { get; }
}
