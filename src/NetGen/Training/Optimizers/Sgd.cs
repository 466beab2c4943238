using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// Stochastic gradient descent, as PyTorch's <c>torch.optim.SGD</c>: with weight decay d, g = gradient + d * p; with momentum m and
/// dampening t, b = m * b + (1 - t) * g (b = g in the first step) takes the place of g, or with Nesterov, g + m * b; then p -= lr * g.
/// </summary>
public sealed class Sgd : Optimizer<SgdRule>
{
    private readonly double _momentum;
    private readonly double _dampening;
    private readonly double _weightDecay;

    /// <summary>Gradient descent with the given step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, NaN or infinite.</exception>
    public Sgd(double learningRate = 1e-3)
        : base(learningRate)
    {
    }

    /// <summary>Share of the last step's direction that is kept; 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double Momentum
    {
        get => _momentum;
        init => _momentum = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>Share of the gradient that momentum does not take in; without momentum it has no meaning.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public double Dampening
    {
        get => _dampening;
        init => _dampening = OptionGuard.FiniteFloat(value);
    }

    /// <summary>Factor of the parameter that is added to its gradient (L2 penalty).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>Whether momentum looks ahead (Nesterov); needs momentum and no dampening.</summary>
    public bool Nesterov { get; init; }

    internal override void Validate(NetworkInfo info)
    {
        if (Nesterov && (Momentum == 0 || Dampening != 0))
        {
            throw new InvalidOperationException("Nesterov momentum needs a momentum above 0 and a dampening of 0.");
        }
    }

    /// <inheritdoc/>
    protected internal override UpdateScale UpdateScale => UpdateScale.Gradient;

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, object Value)> Describe() =>
        [(nameof(Momentum), Momentum), (nameof(Dampening), Dampening), (nameof(WeightDecay), WeightDecay), (nameof(Nesterov), Nesterov)];

    /// <inheritdoc/>
    protected override SgdRule Prepare(UpdateStep step) => new()
    {
        LearningRate = step.LearningRate,
        Momentum = (float)Momentum,
        Intake = step.Updates == 0 || Momentum == 0 ? 1f : (float)(1 - Dampening),
        WeightDecay = (float)step.WeightDecayOr(WeightDecay),
        Nesterov = Nesterov,
    };
}

/// <summary>The arithmetic of <see cref="Sgd"/>.</summary>
public readonly record struct SgdRule : IUpdateRule
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> SlotNames { get; } = ["momentum_buffer"];

    /// <inheritdoc/>
    public static int Slots => 1;

    internal float LearningRate { get; init; }

    internal float Momentum { get; init; }

    internal float Intake { get; init; }

    internal float WeightDecay { get; init; }

    internal bool Nesterov { get; init; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IVector<TVector>
    {
        TVector momentum = TVector.Broadcast(Momentum);
        gradient = TVector.MultiplyAdd(TVector.Broadcast(WeightDecay), parameter, gradient);
        first = TVector.MultiplyAdd(momentum, first, gradient * TVector.Broadcast(Intake));

        // Without momentum the buffer is the gradient itself.
        TVector direction = Nesterov ? TVector.MultiplyAdd(momentum, first, gradient) : first;
        return TVector.MultiplyAdd(TVector.Broadcast(-LearningRate), direction, parameter);
    }
}
