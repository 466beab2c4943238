namespace NetGen;

/// <summary>
/// Dropout for networks of <see cref="SELUAttribute"/> (Klambauer et al., 2017). In training, a value is set with probability <see cref="Rate"/> not
/// to 0 but to -1.758, where SELU is saturated; then all are scaled and shifted, so that values of mean 0 and variance 1 keep both. The same as
/// PyTorch's. In inference it does nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AlphaDropoutAttribute : LayerAttribute
{
    /// <summary>Dropout behind SELU.</summary>
    /// <param name="rate">The share of values that are dropped; 0 or more, below 1. 0.05 to 0.1 in the article.</param>
    public AlphaDropoutAttribute(double rate) => Rate = rate;

    /// <summary>The share of values that are dropped.</summary>
    public double Rate { get; }
}
