namespace NetGen.Metrics;

/// <summary>
/// The share of right decisions: against labels, of samples whose largest prediction is that of their class; against target values of 0 and 1, of
/// predictions on their target's side of <see cref="Threshold"/>.
/// </summary>
public sealed class Accuracy : MeanMetric
{
    private readonly double _threshold = 0.5;

    /// <summary>From which prediction on yes is meant; 0.5 is right for probabilities.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public double Threshold
    {
        get => _threshold;
        init => _threshold = OptionGuard.FiniteFloat(value);
    }

    /// <inheritdoc/>
    public override string Name => "accuracy";

    /// <inheritdoc/>
    protected override void AddLabel(ReadOnlySpan<float> prediction, int label) => Count(Largest(prediction) == label ? 1 : 0);

    /// <inheritdoc/>
    protected override void AddTarget(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target)
    {
        for (int i = 0; i < target.Length; i++) Count(prediction[i] >= Threshold == target[i] >= 0.5f ? 1 : 0);
    }
}

/// <summary>The share of samples whose class is among the <paramref name="k"/> largest predictions.</summary>
/// <param name="k">How many count.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 1.</exception>
public sealed class TopKAccuracy(int k) : MeanMetric
{
    /// <summary>How many of the largest predictions count.</summary>
    public int K { get; } = OptionGuard.AtLeast(k, 1, nameof(k));

    /// <inheritdoc/>
    public override string Name => $"top_{K}_accuracy";

    /// <inheritdoc/>
    protected override void AddLabel(ReadOnlySpan<float> prediction, int label)
    {
        // Of equal predictions those of lower labels come first, as in the choice of the largest.
        int before = 0;
        for (int i = 0; i < prediction.Length; i++)
        {
            if (prediction[i] > prediction[label] || (prediction[i] == prediction[label] && i < label)) before++;
        }

        Count(before < K ? 1 : 0);
    }
}
