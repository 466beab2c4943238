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
