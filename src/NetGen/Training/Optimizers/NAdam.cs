using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// NAdam, Adam with Nesterov's momentum (Dozat, 2016), as PyTorch's <c>torch.optim.NAdam</c>: with Adam's averages m and v, and in step t
/// mu(t) = b1 * (1 - 0.5 * 0.96^(t * momentum decay)) and M(t) = mu(1) * ... * mu(t),
/// p -= lr * ((1 - mu(t)) / (1 - M(t)) * g + mu(t + 1) / (1 - M(t + 1)) * m) / (sqrt(v / (1 - b2^t)) + epsilon).
/// Weight decay is added to the gradient, or with <see cref="DecoupledWeightDecay"/> taken off the parameter as in AdamW.
/// </summary>
public sealed class NAdam : MomentOptimizer
{
    private readonly double _momentumDecay = 4e-3;

    /// <summary>NAdam with the given step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, NaN or infinite.</exception>
    public NAdam(double learningRate = 2e-3)
        : base(learningRate)
    {
    }

    /// <summary>How fast momentum grows from half of <see cref="MomentOptimizer.Beta1"/> to all of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double MomentumDecay
    {
        get => _momentumDecay;
        init => _momentumDecay = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>Whether the parameter is multiplied by 1 - lr * weight decay, rather than weight decay * parameter added to the gradient.</summary>
    public bool DecoupledWeightDecay { get; init; }

    internal override IReadOnlyList<string> SlotNames => NAdamRule.SlotNames;

    /// <inheritdoc/>
    protected internal override UpdateScale UpdateScale => UpdateScale.Unit;

    internal override bool HasDecoupledDecay => DecoupledWeightDecay;

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, object Value)> Describe() =>
        [.. base.Describe(), (nameof(MomentumDecay), MomentumDecay), (nameof(DecoupledWeightDecay), DecoupledWeightDecay)];

    internal override void Advance(OptimizerState state)
    {
        // After going back to an earlier update the product begins anew: its factors are always multiplied in the same order.
        if (state.ProductUpdates > state.Updates + 1) (state.Product, state.ProductUpdates) = (1, 0);
        while (state.ProductUpdates <= state.Updates) state.Product *= MomentumOf(++state.ProductUpdates);
    }

    internal override bool Update(in UpdateRange range) => UpdateLoop<NAdamRule>.Run(Prepare(range.Step, range.State.Product), range);

    private NAdamRule Prepare(UpdateStep step, double product)
    {
        AdamRule adam = PrepareAdam(step, DecoupledWeightDecay);
        double momentum = MomentumOf(step.Updates + 1);
        double next = MomentumOf(step.Updates + 2);
        return new(adam)
        {
            GradientStep = (float)(step.LearningRate * (1 - momentum) / (1 - product)),
            MomentStep = (float)(step.LearningRate * next / (1 - (product * next))),
        };
    }

    private double MomentumOf(long step) => Beta1 * (1 - (0.5 * Powers.Of(Math.Pow(0.96, MomentumDecay), step)));
}

/// <summary>The arithmetic of <see cref="NAdam"/>.</summary>
/// <param name="Adam">What it shares with Adam.</param>
internal readonly record struct NAdamRule(AdamRule Adam) : IUpdateRule
{
    public static IReadOnlyList<string> SlotNames => AdamRule.SlotNames;

    public static int Slots => 2;

    public float GradientStep { get; init; }

    public float MomentStep { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IVector<TVector>
    {
        gradient = Adam.Average(parameter, gradient, ref first, ref second);
        TVector direction = TVector.MultiplyAdd(TVector.Broadcast(MomentStep), first, TVector.Broadcast(GradientStep) * gradient);
        return (parameter * TVector.Broadcast(Adam.Shrinkage)) - (direction / Adam.Size(second));
    }
}
