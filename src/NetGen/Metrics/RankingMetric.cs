namespace NetGen.Metrics;

/// <summary>
/// A metric of the order of predictions, exact: it keeps a score and a truth value for each, 8 bytes. Against labels each class is ranked against all others,
/// and the metric is the mean over classes that have samples of both kinds; against target values of 0 and 1 each output is a class of its own.
/// </summary>
public abstract class RankingMetric : Metric
{
    private List<(float Score, bool IsPositive)>[] _classes = [];

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            double[] values = [.. PerClass.Where(static value => !double.IsNaN(value))];
            return values.Length == 0 ? double.NaN : values.Average();
        }
    }

    /// <summary>The value of each class, or output; NaN where it has samples of one kind only. Of two classes the second alone, as both are the same.</summary>
    public IReadOnlyList<double> PerClass => [.. _classes.Select(Of)];

    /// <inheritdoc/>
    public override void Reset() => _classes = [];

    /// <inheritdoc/>
    protected override void AddLabel(ReadOnlySpan<float> prediction, int label)
    {
        if (prediction.Length == 2)
        {
            Reserve(1);
            _classes[0].Add((prediction[1], label == 1));
            return;
        }

        Reserve(prediction.Length);
        for (int i = 0; i < prediction.Length; i++) _classes[i].Add((prediction[i], label == i));
    }

    /// <inheritdoc/>
    protected override void AddTarget(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target)
    {
        Reserve(prediction.Length);
        for (int i = 0; i < prediction.Length; i++) _classes[i].Add((prediction[i], target[i] >= 0.5f));
    }

    /// <summary>The value, from the numbers of positives and negatives at each score, the highest first.</summary>
    private protected abstract double Of(IReadOnlyList<(long Positives, long Negatives)> steps, long positives, long negatives);

    private void Reserve(int classes)
    {
        if (_classes.Length != classes) _classes = [.. Enumerable.Range(0, classes).Select(static _ => new List<(float, bool)>())];
    }

    private double Of(List<(float Score, bool IsPositive)> scores)
    {
        long positives = scores.Count(static score => score.IsPositive);
        if (positives == 0 || positives == scores.Count || scores.Exists(static score => float.IsNaN(score.Score))) return double.NaN;
        (float Score, bool IsPositive)[] ordered = [.. scores];
        Array.Sort(ordered, static (left, right) => right.Score.CompareTo(left.Score));
        var steps = new List<(long, long)>();
        for (int first = 0; first < ordered.Length;)
        {
            // Equal scores are one step: their order says nothing.
            int end = first;
            long right = 0;
            while (end < ordered.Length && ordered[end].Score == ordered[first].Score)
            {
                if (ordered[end++].IsPositive) right++;
            }

            steps.Add((right, end - first - right));
            first = end;
        }

        return Of(steps, positives, scores.Count - positives);
    }
}

/// <summary>
/// The area under the receiver operating characteristic: the probability that a positive sample has a higher score than a negative one, equal scores counted one half.
/// 0.5 is chance.
/// </summary>
public sealed class RocAuc : RankingMetric
{
    /// <inheritdoc/>
    public override string Name => "roc_auc";

    private protected override double Of(IReadOnlyList<(long Positives, long Negatives)> steps, long positives, long negatives)
    {
        double pairs = 0;
        long above = 0;
        foreach ((long right, long wrong) in steps)
        {
            pairs += wrong * (above + (0.5 * right));
            above += right;
        }

        return pairs / ((double)positives * negatives);
    }
}

/// <summary>
/// The area under the curve of precision over recall, as the average precision: the sum of precision at each score times the recall gained there, without interpolation,
/// as scikit-learn does. The share of positives is chance.
/// </summary>
public sealed class PrAuc : RankingMetric
{
    /// <inheritdoc/>
    public override string Name => "pr_auc";

    private protected override double Of(IReadOnlyList<(long Positives, long Negatives)> steps, long positives, long negatives)
    {
        double area = 0;
        long taken = 0;
        long found = 0;
        foreach ((long right, long wrong) in steps)
        {
            taken += right + wrong;
            found += right;
            area += (double)found / taken * right / positives;
        }

        return area;
    }
}
