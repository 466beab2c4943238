using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// RMSprop (Hinton, 2012), as PyTorch's <c>torch.optim.RMSprop</c>: s = alpha * s + (1 - alpha) * g^2, b = momentum * b + g / (sqrt(s) + epsilon),
/// p -= lr * b; weight decay d is added to the gradient as d * p.
/// </summary>
public sealed class RmsProp : Optimizer<RmsPropRule>
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

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, object Value)> Describe() =>
        [(nameof(Alpha), Alpha), (nameof(Epsilon), Epsilon), (nameof(Momentum), Momentum), (nameof(WeightDecay), WeightDecay)];

    /// <inheritdoc/>
    protected override RmsPropRule Prepare(long updates) => new()
    {
        LearningRate = Rate,
        Alpha = (float)Alpha,
        Intake = (float)(1 - Alpha),
        Epsilon = (float)Epsilon,
        Momentum = (float)Momentum,
        WeightDecay = (float)WeightDecay,
    };
}

/// <summary>The arithmetic of <see cref="RmsProp"/>.</summary>
public readonly record struct RmsPropRule : IUpdateRule
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> SlotNames { get; } = ["square_avg", "momentum_buffer"];

    /// <inheritdoc/>
    public static int Slots => 2;

    internal float LearningRate { get; init; }

    internal float Alpha { get; init; }

    internal float Intake { get; init; }

    internal float Epsilon { get; init; }

    internal float Momentum { get; init; }

    internal float WeightDecay { get; init; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second)
        where TVector : struct, IVector<TVector>
    {
        gradient = TVector.MultiplyAdd(TVector.Broadcast(WeightDecay), parameter, gradient);
        first = TVector.MultiplyAdd(TVector.Broadcast(Alpha), first, gradient * gradient * TVector.Broadcast(Intake));
        TVector direction = gradient / (TVector.Sqrt(first) + TVector.Broadcast(Epsilon));
        second = TVector.MultiplyAdd(TVector.Broadcast(Momentum), second, direction);
        return TVector.MultiplyAdd(TVector.Broadcast(-LearningRate), second, parameter);
    }
}
