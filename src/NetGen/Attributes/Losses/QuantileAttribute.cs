namespace NetGen;

/// <summary>
/// A quantile of the target in place of its mean: the mean over batch and outputs of <c>level (target - output)</c> where the output is below
/// the target, and of <c>(1 - level) (output - target)</c> where it is above. <c>Predict</c> gives the output itself.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class QuantileAttribute : LossTermAttribute
{
    /// <summary>A quantile.</summary>
    /// <param name="level">The share of targets that should lie below the output; above 0 and below 1. 0.5 is the median.</param>
    public QuantileAttribute(double level) => Level = level;

    /// <summary>The share of targets that should lie below the output; above 0 and below 1.</summary>
    public double Level { get; }
}
