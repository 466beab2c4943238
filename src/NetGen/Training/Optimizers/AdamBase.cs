using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// What Adam and AdamW share: estimates m and v of the gradient's first two moments, m = b1 * m + (1 - b1) * g,
/// v = b2 * v + (1 - b2) * g^2, and in step t the update p -= lr / (1 - b1^t) * m / (sqrt(v) / sqrt(1 - b2^t) + epsilon)
/// (Kingma and Ba, 2015; in the order of operations of PyTorch).
/// </summary>
public abstract class AdamBase : Optimizer<AdamRule>
{
    private readonly double _beta1 = 0.9;
    private readonly double _beta2 = 0.999;
    private readonly double _epsilon = 1e-8;
    private readonly double _weightDecay;

    private protected AdamBase(double learningRate, double weightDecay)
        : base(learningRate) => _weightDecay = weightDecay;

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

    /// <summary>Added to the square root of the second moment; positive, so that a gradient that is always zero moves nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public double Epsilon
    {
        get => _epsilon;
        init => _epsilon = OptionGuard.PositiveFloat(value);
    }

    /// <summary>Strength of the weight decay; how it acts is what tells Adam from AdamW.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = OptionGuard.NonNegativeFloat(value);
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, object Value)> Describe() =>
        [(nameof(Beta1), Beta1), (nameof(Beta2), Beta2), (nameof(Epsilon), Epsilon), (nameof(WeightDecay), WeightDecay)];

    private protected AdamRule Prepare(long updates, double penalty, double shrinkage) => new()
    {
        Beta1 = (float)Beta1,
        Intake1 = (float)(1 - Beta1),
        Beta2 = (float)Beta2,
        Intake2 = (float)(1 - Beta2),
        Epsilon = (float)Epsilon,
        StepSize = (float)(Rate / (1 - Powers.Of(Beta1, updates + 1))),
        SecondMomentScale = (float)(1 / Math.Sqrt(1 - Powers.Of(Beta2, updates + 1))),
        Penalty = (float)penalty,
        Shrinkage = (float)shrinkage,
    };
}

/// <summary>The arithmetic of <see cref="Adam"/> and <see cref="AdamW"/>.</summary>
public readonly record struct AdamRule : IUpdateRule
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> SlotNames { get; } = ["exp_avg", "exp_avg_sq"];

    /// <inheritdoc/>
    public static int Slots => 2;

    internal float Beta1 { get; init; }

    internal float Intake1 { get; init; }

    internal float Beta2 { get; init; }

    internal float Intake2 { get; init; }

    internal float Epsilon { get; init; }

    internal float StepSize { get; init; }

    internal float SecondMomentScale { get; init; }

    /// <summary>Factor of the parameter added to its gradient.</summary>
    internal float Penalty { get; init; }

    /// <summary>Factor of the parameter itself.</summary>
    internal float Shrinkage { get; init; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second)
        where TVector : struct, IVector<TVector>
    {
        gradient = TVector.MultiplyAdd(TVector.Broadcast(Penalty), parameter, gradient);
        first = TVector.MultiplyAdd(TVector.Broadcast(Beta1), first, gradient * TVector.Broadcast(Intake1));
        second = TVector.MultiplyAdd(TVector.Broadcast(Beta2), second, gradient * gradient * TVector.Broadcast(Intake2));
        TVector denominator = TVector.MultiplyAdd(TVector.Sqrt(second), TVector.Broadcast(SecondMomentScale), TVector.Broadcast(Epsilon));
        return TVector.MultiplyAdd(
            TVector.Broadcast(-StepSize),
            first / denominator,
            parameter * TVector.Broadcast(Shrinkage));
    }
}
