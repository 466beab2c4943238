using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>The arithmetic of <see cref="Adam"/> and <see cref="AdamW"/>.</summary>
internal readonly record struct AdamRule : IUpdateRule
{
    public static IReadOnlyList<string> SlotNames { get; } = ["exp_avg", "exp_avg_sq"];

    public static int Slots => 2;

    public float Beta1 { get; init; }

    public float Intake1 { get; init; }

    public float Beta2 { get; init; }

    public float Intake2 { get; init; }

    public float Epsilon { get; init; }

    public float StepSize { get; init; }

    public float SecondMomentScale { get; init; }

    /// <summary>Factor of the parameter added to its gradient.</summary>
    public float Penalty { get; init; }

    /// <summary>Factor of the parameter itself.</summary>
    public float Shrinkage { get; init; }

    /// <summary>The rule of one update.</summary>
    /// <param name="step">Which update it is.</param>
    /// <param name="beta1">Decay of the first moment.</param>
    /// <param name="beta2">Decay of the second.</param>
    /// <param name="epsilon">Added to the root of the second.</param>
    /// <param name="ownDecay">The weight decay, unless the step brings another.</param>
    /// <param name="isDecoupled">Whether the weight decay is taken off the parameter (AdamW), rather than added to its gradient (Adam).</param>
    public static AdamRule For(UpdateStep step, double beta1, double beta2, double epsilon, double ownDecay, bool isDecoupled)
    {
        double decay = step.WeightDecayOr(ownDecay);
        return new()
        {
            Beta1 = (float)beta1,
            Intake1 = (float)(1 - beta1),
            Beta2 = (float)beta2,
            Intake2 = (float)(1 - beta2),
            Epsilon = (float)epsilon,
            StepSize = (float)(step.LearningRate / (1 - Powers.Of(beta1, step.Updates + 1))),
            SecondMomentScale = (float)(1 / Math.Sqrt(1 - Powers.Of(beta2, step.Updates + 1))),
            Penalty = isDecoupled ? 0 : (float)decay,
            Shrinkage = isDecoupled ? (float)(1 - (step.LearningRate * decay)) : 1,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IVector<TVector>
    {
        Average(parameter, gradient, ref first, ref second);
        return Move(parameter, first, second);
    }

    /// <summary>Takes a gradient into the averages, and gives it with the penalty added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Average<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second)
        where TVector : struct, IVector<TVector>
    {
        gradient = TVector.MultiplyAdd(TVector.Broadcast(Penalty), parameter, gradient);
        first = TVector.MultiplyAdd(TVector.Broadcast(Beta1), first, gradient * TVector.Broadcast(Intake1));
        second = TVector.MultiplyAdd(TVector.Broadcast(Beta2), second, gradient * gradient * TVector.Broadcast(Intake2));
        return gradient;
    }

    /// <summary>What a step is divided by, for a second moment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Size<TVector>(TVector second)
        where TVector : struct, IVector<TVector> =>
        TVector.MultiplyAdd(TVector.Sqrt(second), TVector.Broadcast(SecondMomentScale), TVector.Broadcast(Epsilon));

    /// <summary>The parameter after a step by a first and a second moment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Move<TVector>(TVector parameter, TVector first, TVector second)
        where TVector : struct, IVector<TVector> =>
        TVector.MultiplyAdd(TVector.Broadcast(-StepSize), first / Size(second), parameter * TVector.Broadcast(Shrinkage));
}

/// <summary>The same with the largest second moment so far in the place of the last (AMSGrad).</summary>
internal readonly record struct AmsgradRule(AdamRule Adam) : IUpdateRule
{
    public static IReadOnlyList<string> SlotNames { get; } = ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"];

    public static int Slots => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IVector<TVector>
    {
        Adam.Average(parameter, gradient, ref first, ref second);
        third = TVector.Max(third, second);
        return Adam.Move(parameter, first, third);
    }
}
