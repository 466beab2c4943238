using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// Adadelta (Zeiler, 2012), as PyTorch's <c>torch.optim.Adadelta</c>: s = rho * s + (1 - rho) * g^2, u = sqrt(a + epsilon) / sqrt(s + epsilon) * g,
/// a = rho * a + (1 - rho) * u^2, p -= lr * u; weight decay d is added to the gradient as d * p.
/// </summary>
public sealed class Adadelta : Optimizer<AdadeltaRule>
{
    private readonly double _rho = 0.9;
    private readonly double _epsilon = 1e-6;
    private readonly double _weightDecay;

    /// <summary>Adadelta with the given step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, NaN or infinite.</exception>
    public Adadelta(double learningRate = 1)
        : base(learningRate)
    {
    }

    /// <summary>Decay of both mean squares per step, from 0 to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside this range.</exception>
    public double Rho
    {
        get => _rho;
        init => _rho = OptionGuard.Fraction(value);
    }

    /// <summary>Added to both mean squares; positive.</summary>
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
        [(nameof(Rho), Rho), (nameof(Epsilon), Epsilon), (nameof(WeightDecay), WeightDecay)];

    /// <inheritdoc/>
    protected override AdadeltaRule Prepare(UpdateStep step) => new()
    {
        LearningRate = step.LearningRate,
        Rho = (float)Rho,
        Intake = (float)(1 - Rho),
        Epsilon = (float)Epsilon,
        WeightDecay = (float)step.WeightDecayOr(WeightDecay),
    };
}

/// <summary>The arithmetic of <see cref="Adadelta"/>.</summary>
public readonly record struct AdadeltaRule : IUpdateRule
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> SlotNames { get; } = ["square_avg", "acc_delta"];

    /// <inheritdoc/>
    public static int Slots => 2;

    internal float LearningRate { get; init; }

    internal float Rho { get; init; }

    internal float Intake { get; init; }

    internal float Epsilon { get; init; }

    internal float WeightDecay { get; init; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IVector<TVector>
    {
        TVector rho = TVector.Broadcast(Rho);
        TVector intake = TVector.Broadcast(Intake);
        TVector epsilon = TVector.Broadcast(Epsilon);
        gradient = TVector.MultiplyAdd(TVector.Broadcast(WeightDecay), parameter, gradient);
        first = TVector.MultiplyAdd(rho, first, gradient * gradient * intake);
        TVector direction = TVector.Sqrt(second + epsilon) / TVector.Sqrt(first + epsilon) * gradient;
        second = TVector.MultiplyAdd(rho, second, direction * direction * intake);
        return TVector.MultiplyAdd(TVector.Broadcast(-LearningRate), direction, parameter);
    }
}
