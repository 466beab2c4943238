using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// Adagrad (Duchi, Hazan and Singer, 2011), as PyTorch's <c>torch.optim.Adagrad</c>: s += g^2, p -= lr / (1 + t * decay) * g / (sqrt(s) + epsilon)
/// after t updates; weight decay d is added to the gradient as d * p.
/// </summary>
public sealed class Adagrad : Optimizer<AdagradRule>
{
    private readonly double _learningRateDecay;
    private readonly double _epsilon = 1e-10;
    private readonly double _weightDecay;

    /// <summary>Adagrad with the given step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, NaN or infinite.</exception>
    public Adagrad(double learningRate = 1e-2)
        : base(learningRate)
    {
    }

    /// <summary>How fast the step size falls with the number of updates; 0 for not at all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double LearningRateDecay
    {
        get => _learningRateDecay;
        init => _learningRateDecay = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>Added to the root of the sum of squares; positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public double Epsilon
    {
        get => _epsilon;
        init => _epsilon = OptionGuard.PositiveFloat(value);
    }

    /// <summary>Factor of the parameter that is added to its gradient (L2 penalty).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = OptionGuard.NonNegativeFloat(value);
    }

    /// <inheritdoc/>
    protected internal override UpdateScale UpdateScale => UpdateScale.Unit;

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, object Value)> Describe() =>
        [(nameof(LearningRateDecay), LearningRateDecay), (nameof(Epsilon), Epsilon), (nameof(WeightDecay), WeightDecay)];

    /// <inheritdoc/>
    protected override AdagradRule Prepare(UpdateStep step) => new()
    {
        StepSize = (float)(step.LearningRate / (1 + (step.Updates * LearningRateDecay))),
        Epsilon = (float)Epsilon,
        WeightDecay = (float)step.WeightDecayOr(WeightDecay),
    };
}

/// <summary>The arithmetic of <see cref="Adagrad"/>.</summary>
public readonly record struct AdagradRule : IUpdateRule
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> SlotNames { get; } = ["sum"];

    /// <inheritdoc/>
    public static int Slots => 1;

    internal float StepSize { get; init; }

    internal float Epsilon { get; init; }

    internal float WeightDecay { get; init; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IVector<TVector>
    {
        gradient = TVector.MultiplyAdd(TVector.Broadcast(WeightDecay), parameter, gradient);
        first = TVector.MultiplyAdd(gradient, gradient, first);
        TVector direction = gradient / (TVector.Sqrt(first) + TVector.Broadcast(Epsilon));
        return TVector.MultiplyAdd(TVector.Broadcast(-StepSize), direction, parameter);
    }
}
