using System.Globalization;

namespace NetGen.Metrics;

/// <summary>
/// A metric of decisions: against labels, each sample is decided for the class of its largest prediction, and the metric is an average over classes, or that of
/// <see cref="Class"/> alone; against target values of 0 and 1, each output is decided by <see cref="Threshold"/>, and is a class of its own.
/// </summary>
public abstract class DecisionMetric : Metric
{
    private readonly double _threshold = 0.5;
    private readonly int? _class;
    private readonly Averaging _averaging = Averaging.Macro;
    private ConfusionMatrix? _confusion; // of labels
    private DecisionCounts[] _outputs = []; // of target values

    /// <summary>From which prediction on yes is meant, against target values; 0.5 is right for probabilities.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public double Threshold
    {
        get => _threshold;
        init => _threshold = OptionGuard.FiniteFloat(value);
    }

    /// <summary>The one class, or output, that is measured; null for all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int? Class
    {
        get => _class;
        init => _class = OptionGuard.AtLeast(value, 0);
    }

    /// <summary>How several classes, or outputs, become one number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such way.</exception>
    public Averaging Averaging
    {
        get => _averaging;
        init => _averaging = OptionGuard.Defined(value);
    }

    /// <summary>The counts of each class, or of each output.</summary>
    public IReadOnlyList<DecisionCounts> PerClass => _confusion?.PerClass ?? [.. _outputs];

    /// <inheritdoc/>
    public override string Name => Class is { } index ? string.Create(CultureInfo.InvariantCulture, $"{BaseName}_{index}") : BaseName;

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            IReadOnlyList<DecisionCounts> classes = PerClass;
            if (classes.Count == 0) return double.NaN;
            if (Class is { } index) return index < classes.Count ? Of(classes[index]) : double.NaN;
            if (classes.Count == 1) return Of(classes[0]);
            if (Averaging == Averaging.Micro) return Of(classes.Aggregate(static (sum, one) => sum + one));
            DecisionCounts[] occurring = [.. classes.Where(static one => one.Occurs)];
            if (occurring.Length == 0) return double.NaN;
            if (Averaging == Averaging.Macro) return occurring.Average(Of);
            double support = occurring.Sum(static one => one.Support);
            return occurring.Sum(one => Of(one) * one.Support) / support;
        }
    }

    /// <summary>The name without the class.</summary>
    private protected abstract string BaseName { get; }

    /// <inheritdoc/>
    public override void Reset()
    {
        _confusion = null;
        _outputs = [];
    }

    /// <summary>The number for one class.</summary>
    private protected abstract double Of(DecisionCounts counts);

    /// <inheritdoc/>
    protected override void AddLabel(ReadOnlySpan<float> prediction, int label)
    {
        if (_confusion?.Classes != prediction.Length) _confusion = new ConfusionMatrix(prediction.Length);
        _confusion.Add(label, Largest(prediction));
    }

    /// <inheritdoc/>
    protected override void AddTarget(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target)
    {
        if (_outputs.Length != target.Length) _outputs = new DecisionCounts[target.Length];
        for (int i = 0; i < target.Length; i++)
        {
            _outputs[i] += (prediction[i] >= Threshold, target[i] >= 0.5f) switch
            {
                (true, true) => new(1, 0, 0, 0),
                (true, false) => new(0, 1, 0, 0),
                (false, true) => new(0, 0, 1, 0),
                _ => new(0, 0, 0, 1),
            };
        }
    }
}

/// <summary>Of what was taken for a class, the share that is of it: true positives / (true positives + false positives).</summary>
public sealed class Precision : DecisionMetric
{
    private protected override string BaseName => "precision";

    private protected override double Of(DecisionCounts counts) => counts.Precision;
}

/// <summary>Of what is of a class, the share that was taken for it: true positives / (true positives + false negatives). Also called sensitivity.</summary>
public sealed class Recall : DecisionMetric
{
    private protected override string BaseName => "recall";

    private protected override double Of(DecisionCounts counts) => counts.Recall;
}

/// <summary>Of what is not of a class, the share that was not taken for it: true negatives / (true negatives + false positives).</summary>
public sealed class Specificity : DecisionMetric
{
    private protected override string BaseName => "specificity";

    private protected override double Of(DecisionCounts counts) => counts.Specificity;
}

/// <summary>The harmonic mean of precision and recall.</summary>
/// <param name="beta">How many times as much recall counts: 1 for F1, 2 for F2.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not above 0.</exception>
public sealed class FScore(double beta = 1) : DecisionMetric
{
    /// <summary>How many times as much recall counts as precision.</summary>
    public double Beta { get; } = OptionGuard.PositiveFloat(beta, nameof(beta));

    private protected override string BaseName => string.Create(CultureInfo.InvariantCulture, $"f{Beta}_score");

    private protected override double Of(DecisionCounts counts) => counts.FScore(Beta);
}

/// <summary>Intersection over union: true positives / (true positives + false positives + false negatives), the mean over classes unless said otherwise.</summary>
public sealed class IoU : DecisionMetric
{
    private protected override string BaseName => "iou";

    private protected override double Of(DecisionCounts counts) => counts.IoU;
}
