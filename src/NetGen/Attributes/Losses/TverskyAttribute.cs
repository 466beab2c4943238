namespace NetGen;

/// <summary>
/// Masks where misses and false alarms do not count the same: the mean over the batch of <c>1 - (TP + Smoothing) / (TP + FalsePositives FP +
/// FalseNegatives FN + Smoothing)</c>, over all of a sample's outputs (Salehi et al. 2017). As Keras' <c>Tversky</c>, sample by sample; with a half
/// each it is <see cref="DiceAttribute"/>. Targets are 0 or 1; <c>Predict</c> gives probabilities.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TverskyAttribute : LossTermAttribute
{
    /// <summary>What a false alarm counts; at least 0. Keras' <c>alpha</c>.</summary>
    public double FalsePositives { get; set; } = 0.5;

    /// <summary>What a miss counts; at least 0. Keras' <c>beta</c>.</summary>
    public double FalseNegatives { get; set; } = 0.5;

    /// <summary>Keeps empty masks from 0 / 0; positive.</summary>
    public double Smoothing { get; set; } = 1e-7;
}
