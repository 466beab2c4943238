namespace NetGen;

/// <summary>
/// Masks: the mean over the batch of <c>1 - (2 sum of t p + Smoothing) / (sum of t + sum of p + Smoothing)</c>, p the sigmoid of an output, sums over
/// all of a sample's outputs, so that few pixels count as much as many (Milletari et al. 2016, without squares). As Keras' <c>Dice</c>, sample by
/// sample. Targets are 0 or 1; <c>Predict</c> gives probabilities.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DiceAttribute : LossTermAttribute
{
    /// <summary>Keeps empty masks from 0 / 0; positive.</summary>
    public double Smoothing { get; set; } = 1e-7;
}
