namespace NetGen;

/// <summary>
/// One class of many where most samples are easy: the mean over the batch of <c>-Alpha (1 - p)^Gamma ln p</c>, p the softmax of the right class's
/// logit, so that samples which are right already count little (Lin et al. 2017). As Keras' <c>CategoricalFocalCrossentropy</c>. Takes labels and
/// logits; <c>Predict</c> gives probabilities.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class CategoricalFocalAttribute : LossTermAttribute
{
    /// <summary>How much less samples count that are right already; at least 0, and 0 for cross entropy.</summary>
    public double Gamma { get; set; } = 2;

    /// <summary>A factor; positive.</summary>
    public double Alpha { get; set; } = 0.25;
}
