namespace NetGen;

/// <summary>
/// In training, multiplies each value with a normally distributed number of mean 1 and variance <c>Rate / (1 - Rate)</c>, the variance that
/// <see cref="DropoutAttribute"/> of the same rate has: nothing is ever lost whole (Srivastava et al., 2014, section 10). In inference it does
/// nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GaussianDropoutAttribute : LayerAttribute
{
    /// <summary>Noise that grows with the values.</summary>
    /// <param name="rate">The rate of the dropout with the same variance; 0 or more, below 1.</param>
    public GaussianDropoutAttribute(double rate) => Rate = rate;

    /// <summary>The rate of the dropout with the same variance.</summary>
    public double Rate { get; }
}
