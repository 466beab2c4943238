using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// RAdam, rectified Adam (Liu and others, 2020), as PyTorch's <c>torch.optim.RAdam</c>: with Adam's averages m and v, r = 2 / (1 - b2) - 1 and in step t
/// r(t) = r - 2 * t * b2^t / (1 - b2^t), p -= lr * m / (1 - b1^t) while r(t) is 5 or less, and then
/// p -= lr * m / (1 - b1^t) * sqrt((r(t) - 4) * (r(t) - 2) * r / ((r - 4) * (r - 2) * r(t))) * sqrt(1 - b2^t) / (sqrt(v) + epsilon).
/// Weight decay is added to the gradient, or with <see cref="DecoupledWeightDecay"/> taken off the parameter as in AdamW.
/// </summary>
public sealed class RAdam : MomentOptimizer
{
    /// <summary>RAdam with the given step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, NaN or infinite.</exception>
    public RAdam(double learningRate = 1e-3)
        : base(learningRate)
    {
    }

    /// <summary>Whether the parameter is multiplied by 1 - lr * weight decay, rather than weight decay * parameter added to the gradient.</summary>
    public bool DecoupledWeightDecay { get; init; }

    internal override IReadOnlyList<string> SlotNames => RAdamRule.SlotNames;

    /// <inheritdoc/>
    protected internal override UpdateScale UpdateScale => UpdateScale.Unit;

    internal override bool HasDecoupledDecay => DecoupledWeightDecay;

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, object Value)> Describe() => [.. base.Describe(), (nameof(DecoupledWeightDecay), DecoupledWeightDecay)];

    internal override bool Update(in UpdateRange range) => UpdateLoop<RAdamRule>.Run(Prepare(range.Step), range);

    private RAdamRule Prepare(UpdateStep step)
    {
        AdamRule adam = PrepareAdam(step, DecoupledWeightDecay);
        double decayed = Powers.Of(Beta2, step.Updates + 1);
        double most = (2 / (1 - Beta2)) - 1;
        double length = most - (2 * (step.Updates + 1) * decayed / (1 - decayed));
        if (length <= 5) return new(adam);
        double rectification = Math.Sqrt((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length));
        return new(adam) { RectifiedStep = (float)(adam.StepSize * rectification * Math.Sqrt(1 - decayed)) };
    }
}

/// <summary>The arithmetic of <see cref="RAdam"/>.</summary>
/// <param name="Adam">What it shares with Adam.</param>
internal readonly record struct RAdamRule(AdamRule Adam) : IUpdateRule
{
    public static IReadOnlyList<string> SlotNames => AdamRule.SlotNames;

    public static int Slots => 2;

    /// <summary>Step size over the size of the gradient; 0 while that is not known well enough.</summary>
    public float RectifiedStep { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IVector<TVector>
    {
        Adam.Average(parameter, gradient, ref first, ref second);
        parameter *= TVector.Broadcast(Adam.Shrinkage);
        if (RectifiedStep == 0) return TVector.MultiplyAdd(TVector.Broadcast(-Adam.StepSize), first, parameter);
        return TVector.MultiplyAdd(TVector.Broadcast(-RectifiedStep), first / (TVector.Sqrt(second) + TVector.Broadcast(Adam.Epsilon)), parameter);
    }
}
