using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// RMSprop (Hinton, 2012), as PyTorch's <c>torch.optim.RMSprop</c>: s = alpha * s + (1 - alpha) * g^2, b = momentum * b + g / (sqrt(s) + epsilon),
/// p -= lr * b; weight decay d is added to the gradient as d * p. Centred, a = alpha * a + (1 - alpha) * g, and s - a^2 stands in the place of s (Graves, 2013).
/// </summary>
public sealed class RmsProp : Optimizer
{
    private readonly double _alpha = 0.99;
    private readonly double _epsilon = 1e-8;
    private readonly double _momentum;
    private readonly double _weightDecay;

    /// <summary>RMSprop with the given step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, NaN or infinite.</exception>
    public RmsProp(double learningRate = 1e-2)
        : base(learningRate)
    {
    }

    /// <summary>Decay of the mean square per step, from 0 to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside this range.</exception>
    public double Alpha
    {
        get => _alpha;
        init => _alpha = OptionGuard.Fraction(value);
    }

    /// <summary>Added to the root of the mean square; positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public double Epsilon
    {
        get => _epsilon;
        init => _epsilon = OptionGuard.PositiveFloat(value);
    }

    /// <summary>Share of the last step's direction that is kept; 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double Momentum
    {
        get => _momentum;
        init => _momentum = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>Factor of the parameter that is added to its gradient (L2 penalty).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>Whether steps are divided by the gradient's standard deviation, rather than by its root mean square.</summary>
    public bool Centered { get; init; }

    internal override IReadOnlyList<string> SlotNames => Centered ? CenteredRmsPropRule.SlotNames : RmsPropRule.SlotNames;

    /// <inheritdoc/>
    protected internal override UpdateScale UpdateScale => UpdateScale.Unit;

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, object Value)> Describe() =>
        [(nameof(Alpha), Alpha), (nameof(Epsilon), Epsilon), (nameof(Momentum), Momentum), (nameof(WeightDecay), WeightDecay), (nameof(Centered), Centered)];

    internal override bool Update(in UpdateRange range)
    {
        RmsPropRule rule = Prepare(range.Step);
        return Centered ? UpdateLoop<CenteredRmsPropRule>.Run(new(rule), range) : UpdateLoop<RmsPropRule>.Run(rule, range);
    }

    private RmsPropRule Prepare(UpdateStep step) => new()
    {
        LearningRate = step.LearningRate,
        Alpha = (float)Alpha,
        Intake = (float)(1 - Alpha),
        Epsilon = (float)Epsilon,
        Momentum = (float)Momentum,
        WeightDecay = (float)step.WeightDecayOr(WeightDecay),
    };
}

/// <summary>The arithmetic of <see cref="RmsProp"/>.</summary>
internal readonly record struct RmsPropRule : IUpdateRule
{
    public static IReadOnlyList<string> SlotNames { get; } = ["square_avg", "momentum_buffer"];

    public static int Slots => 2;

    public float LearningRate { get; init; }

    public float Alpha { get; init; }

    public float Intake { get; init; }

    public float Epsilon { get; init; }

    public float Momentum { get; init; }

    public float WeightDecay { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IVector<TVector>
    {
        gradient = Average(parameter, gradient, ref first);
        return Move(parameter, gradient, first, ref second);
    }

    /// <summary>Takes a gradient into the mean square, and gives it with the penalty added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Average<TVector>(TVector parameter, TVector gradient, ref TVector square)
        where TVector : struct, IVector<TVector>
    {
        gradient = TVector.MultiplyAdd(TVector.Broadcast(WeightDecay), parameter, gradient);
        square = TVector.MultiplyAdd(TVector.Broadcast(Alpha), square, gradient * gradient * TVector.Broadcast(Intake));
        return gradient;
    }

    /// <summary>The parameter after a step in the direction of the gradient over the root of <paramref name="square"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Move<TVector>(TVector parameter, TVector gradient, TVector square, ref TVector momentum)
        where TVector : struct, IVector<TVector>
    {
        TVector direction = gradient / (TVector.Sqrt(square) + TVector.Broadcast(Epsilon));
        momentum = TVector.MultiplyAdd(TVector.Broadcast(Momentum), momentum, direction);
        return TVector.MultiplyAdd(TVector.Broadcast(-LearningRate), momentum, parameter);
    }
}

/// <summary>The same with the gradient's variance.</summary>
/// <param name="Plain">What is the same.</param>
internal readonly record struct CenteredRmsPropRule(RmsPropRule Plain) : IUpdateRule
{
    public static IReadOnlyList<string> SlotNames { get; } = ["square_avg", "momentum_buffer", "grad_avg"];

    public static int Slots => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IVector<TVector>
    {
        gradient = Plain.Average(parameter, gradient, ref first);
        third = TVector.MultiplyAdd(TVector.Broadcast(Plain.Alpha), third, gradient * TVector.Broadcast(Plain.Intake));

        // Of a gradient that is always the same the variance is zero, and rounding may make it less.
        TVector variance = TVector.Max(first - (third * third), TVector.Zero);
        return Plain.Move(parameter, gradient, variance, ref second);
    }
}
