using System.Globalization;

namespace NetGen.Metrics;

/// <summary>
/// A number that says how good predictions are, over samples that are added one after the other. <see cref="NetworkEvaluation"/> and
/// <see cref="FitOptions.Metrics"/> add those of a network; predictions of anything else can be added by hand.
/// </summary>
/// <remarks>Not safe for several threads at once. Predictions are what a network's Predict gives: probabilities behind a cross entropy.</remarks>
public abstract class Metric
{
    /// <summary>What it is called in histories and logs: 'accuracy', 'roc_auc'.</summary>
    public abstract string Name { get; }

    /// <summary>The number for all samples added so far; NaN where they say nothing.</summary>
    public abstract double Value { get; }

    /// <summary>Whether a larger value is better; early stopping asks.</summary>
    public virtual bool IsLargerBetter => true;

    /// <summary>Of a network with several outputs: the name of the one that is measured; null for the first.</summary>
    public string? Output { get; init; }

    /// <summary>Forgets all samples.</summary>
    public abstract void Reset();

    /// <summary>Adds a sample with a class.</summary>
    /// <param name="prediction">A probability or score for each class.</param>
    /// <param name="label">The right class.</param>
    /// <exception cref="NotSupportedException">The metric is one of target values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public void Add(ReadOnlySpan<float> prediction, int label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, prediction.Length);
        AddLabel(prediction, label);
    }

    /// <summary>Adds a sample with target values.</summary>
    /// <param name="prediction">The predicted values.</param>
    /// <param name="target">What they should be.</param>
    /// <exception cref="NotSupportedException">The metric is one of classes.</exception>
    /// <exception cref="ArgumentException">There are not as many of them.</exception>
    public void Add(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target)
    {
        if (prediction.Length != target.Length)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {Words.Count(prediction.Length, "prediction")} and {Words.Count(target.Length, "target")}."), nameof(target));
        AddTarget(prediction, target);
    }

    /// <summary>One line: the name and the value.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} {Value:G4}");

    /// <summary>Adds a sample whose label is one of the prediction's places.</summary>
    protected virtual void AddLabel(ReadOnlySpan<float> prediction, int label)
        => throw new NotSupportedException($"{GetType().Name} compares values with values, not classes with labels.");

    /// <summary>Adds a sample with as many targets as predictions.</summary>
    protected virtual void AddTarget(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target)
        => throw new NotSupportedException($"{GetType().Name} compares classes with labels, not values with values.");

    /// <summary>The place of the largest value; the first of equal ones.</summary>
    internal static int Largest(ReadOnlySpan<float> values)
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[largest]) largest = i;
        }

        return largest;
    }
}
