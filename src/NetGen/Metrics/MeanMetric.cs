namespace NetGen.Metrics;

/// <summary>A metric that is the mean of a number for each sample, or for each value of it.</summary>
public abstract class MeanMetric : Metric
{
    private double _sum;
    private long _count;

    /// <inheritdoc/>
    public override double Value => _sum / _count;

    /// <inheritdoc/>
    public override void Reset() => (_sum, _count) = (0, 0);

    /// <summary>Adds a number to those whose mean is taken.</summary>
    protected void Count(double value)
    {
        _sum += value;
        _count++;
    }
}
