namespace NetGen;

/// <summary>The settings of optimisers that average the gradient and its square, or what stands in the place of the square, as Adam does.</summary>
public abstract class MomentOptimizer : Optimizer
{
    private readonly double _beta1 = 0.9;
    private readonly double _beta2 = 0.999;
    private readonly double _epsilon;
    private readonly double _weightDecay;

    private protected MomentOptimizer(double learningRate, double weightDecay = 0, double epsilon = 1e-8)
        : base(learningRate) => (_weightDecay, _epsilon) = (weightDecay, epsilon);

    /// <summary>Decay of the first moment per step, from 0 to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside this range.</exception>
    public double Beta1
    {
        get => _beta1;
        init => _beta1 = OptionGuard.Fraction(value);
    }

    /// <summary>Decay of the second moment per step, from 0 to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside this range.</exception>
    public double Beta2
    {
        get => _beta2;
        init => _beta2 = OptionGuard.Fraction(value);
    }

    /// <summary>Added to the size of the gradient that steps are divided by; positive, so that a gradient that is always zero moves nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public double Epsilon
    {
        get => _epsilon;
        init => _epsilon = OptionGuard.PositiveFloat(value);
    }

    /// <summary>Strength of the weight decay; how it acts, the class says.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = OptionGuard.NonNegativeFloat(value);
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, object Value)> Describe() =>
        [(nameof(Beta1), Beta1), (nameof(Beta2), Beta2), (nameof(Epsilon), Epsilon), (nameof(WeightDecay), WeightDecay)];

    /// <summary>Adam's rule with these settings.</summary>
    /// <param name="step">Which update it is.</param>
    /// <param name="isDecoupled">Whether the weight decay is taken off the parameter (AdamW), rather than added to its gradient (Adam).</param>
    private protected AdamRule PrepareAdam(UpdateStep step, bool isDecoupled) => AdamRule.For(step, Beta1, Beta2, Epsilon, WeightDecay, isDecoupled);
}
