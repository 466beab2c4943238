namespace NetGen;

/// <summary>
/// In training, sets each value to zero with probability <see cref="Rate"/> and divides the others by <c>1 - Rate</c>, so that the
/// expectation stays ("inverted" dropout; Srivastava et al., 2014). In inference it does nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DropoutAttribute : LayerAttribute
{
    /// <summary>Dropout.</summary>
    /// <param name="rate">The share of values that are dropped; 0 or more, below 1.</param>
    public DropoutAttribute(double rate) => Rate = rate;

    /// <summary>The share of values that are dropped.</summary>
    public double Rate { get; }
}
