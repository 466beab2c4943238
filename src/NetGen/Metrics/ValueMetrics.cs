namespace NetGen.Metrics;

/// <summary>The mean of |prediction - target| over all values.</summary>
public sealed class MeanAbsoluteError : MeanMetric
{
    /// <inheritdoc/>
    public override string Name => "mean_absolute_error";

    /// <inheritdoc/>
    public override bool IsLargerBetter => false;

    /// <inheritdoc/>
    protected override void AddTarget(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target)
    {
        for (int i = 0; i < target.Length; i++) Count(Math.Abs((double)prediction[i] - target[i]));
    }
}

/// <summary>The mean of |prediction - target| / |target| over all values, where 1 is wrong by as much as the target is large. Targets of 0 are left out.</summary>
public sealed class MeanAbsolutePercentageError : MeanMetric
{
    /// <inheritdoc/>
    public override string Name => "mean_absolute_percentage_error";

    /// <inheritdoc/>
    public override bool IsLargerBetter => false;

    /// <inheritdoc/>
    protected override void AddTarget(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            if (target[i] != 0) Count(Math.Abs(((double)prediction[i] - target[i]) / target[i]));
        }
    }
}

/// <summary>The mean of (prediction - target)^2 over all values.</summary>
public sealed class MeanSquaredError : MeanMetric
{
    /// <inheritdoc/>
    public override string Name => "mean_squared_error";

    /// <inheritdoc/>
    public override bool IsLargerBetter => false;

    /// <inheritdoc/>
    protected override void AddTarget(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target)
    {
        for (int i = 0; i < target.Length; i++) Count(((double)prediction[i] - target[i]) * ((double)prediction[i] - target[i]));
    }
}

/// <summary>The square root of the mean of (prediction - target)^2 over all values: in the unit of the targets.</summary>
public sealed class RootMeanSquaredError : MeanMetric
{
    /// <inheritdoc/>
    public override string Name => "root_mean_squared_error";

    /// <inheritdoc/>
    public override bool IsLargerBetter => false;

    /// <inheritdoc/>
    public override double Value => Math.Sqrt(base.Value);

    /// <inheritdoc/>
    protected override void AddTarget(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target)
    {
        for (int i = 0; i < target.Length; i++) Count(((double)prediction[i] - target[i]) * ((double)prediction[i] - target[i]));
    }
}

/// <summary>
/// The share of the targets' variance that is explained: 1 - sum (prediction - target)^2 / sum (target - mean)^2, the mean over outputs of several. 1 is perfect, 0
/// no better than the mean, below 0 worse. NaN where targets do not vary.
/// </summary>
public sealed class R2Score : Metric
{
    private Moments[] _outputs = [];

    /// <inheritdoc/>
    public override string Name => "r2_score";

    /// <inheritdoc/>
    public override double Value => _outputs.Length == 0 ? double.NaN : _outputs.Average(static output => output.Spread > 0 ? 1 - (output.Errors / output.Spread) : double.NaN);

    /// <inheritdoc/>
    public override void Reset() => _outputs = [];

    /// <inheritdoc/>
    protected override void AddTarget(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target)
    {
        if (_outputs.Length != target.Length) _outputs = new Moments[target.Length];
        for (int i = 0; i < target.Length; i++) _outputs[i].Add(prediction[i], target[i]);
    }

    /// <summary>Welford's sums: targets far from 0 lose no digits.</summary>
    private struct Moments
    {
        private long _count;
        private double _mean;

        public double Spread { get; private set; }

        public double Errors { get; private set; }

        public void Add(double prediction, double target)
        {
            double before = target - _mean;
            _mean += before / ++_count;
            Spread += before * (target - _mean);
            Errors += (prediction - target) * (prediction - target);
        }
    }
}

/// <summary>
/// The mean of -ln of the probability that was given to what is right: of the label, or of each target value of 0 or 1 by itself. Probabilities are kept
/// 1e-15 away from 0 and 1, as scikit-learn does.
/// </summary>
public sealed class LogLoss : MeanMetric
{
    private const double Least = 1e-15;

    /// <inheritdoc/>
    public override string Name => "log_loss";

    /// <inheritdoc/>
    public override bool IsLargerBetter => false;

    /// <inheritdoc/>
    protected override void AddLabel(ReadOnlySpan<float> prediction, int label) => Count(-Math.Log(Math.Clamp(prediction[label], Least, 1)));

    /// <inheritdoc/>
    protected override void AddTarget(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            double p = Math.Clamp(prediction[i], Least, 1 - Least);
            Count(-(target[i] * Math.Log(p)) - ((1 - target[i]) * Math.Log(1 - p)));
        }
    }
}
