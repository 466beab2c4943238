namespace NetGen;

/// <summary>
/// Classes by scores that need be no probabilities: the mean over the batch of <c>sum of max(0, Margin - score[label] + score[c]) / classes</c> over
/// the other classes, which is 0 once the right class leads by the margin. As PyTorch's <c>MultiMarginLoss</c>. Takes labels; <c>Predict</c> gives
/// the scores.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MultiMarginAttribute : LossTermAttribute
{
    /// <summary>By how much the right class should lead; positive.</summary>
    public double Margin { get; set; } = 1;

    /// <summary>1, or 2 for the squares of what is lacking.</summary>
    public int Power { get; set; } = 1;
}
