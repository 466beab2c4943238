using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>One pass of an optimiser's rule over a range of the block.</summary>
internal static class UpdateLoop<TRule>
    where TRule : struct, IUpdateRule
{
    /// <summary>
    /// Updates, and looks at what it writes while that is in registers. True if all of it is finite; false if something is not, or if values
    /// are so large that only a closer look can tell.
    /// </summary>
    public static bool Run(TRule rule, in UpdateRange range) => range.Scale.IsLimited ? Run<Limited>(rule, range) : Run<Unlimited>(rule, range);

    private static bool Run<TLimit>(TRule rule, in UpdateRange range)
        where TLimit : struct, ILimit => SimdWidth.For(range.End - range.First) switch
        {
            512 => Run<Simd512, TLimit>(rule, range),
            256 => Run<Simd256, TLimit>(rule, range),
            128 => Run<Simd128, TLimit>(rule, range),
            _ => Run<SimdScalar, TLimit>(rule, range),
        };

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static bool Run<TVector, TLimit>(TRule rule, in UpdateRange range)
        where TVector : struct, IVector<TVector>
        where TLimit : struct, ILimit
    {
        ref float parameters = ref range.Parameters;
        ref float gradients = ref range.Gradients;
        ref float slot0 = ref range.State.Start(0);
        ref float slot1 = ref range.State.Start(1);
        ref float slot2 = ref range.State.Start(2);
        TVector factor = TVector.Broadcast(range.Scale.Factor);
        TVector limit = TVector.Broadcast(range.Scale.Limit);
        int end = range.End;

        // A sum of products with what is kept: not finite if one factor is not, whatever the other. Adam's loop takes 6 % longer for it,
        // the others no longer, where all lies in the cache.
        TVector check = TVector.Zero;
        int i = range.First;
        for (; i <= end - TVector.Count; i += TVector.Count)
        {
            TVector kept0 = TRule.Slots > 0 ? TVector.Load(ref Unsafe.Add(ref slot0, i)) : TVector.Zero;
            TVector kept1 = TRule.Slots > 1 ? TVector.Load(ref Unsafe.Add(ref slot1, i)) : TVector.Zero;
            TVector kept2 = TRule.Slots > 2 ? TVector.Load(ref Unsafe.Add(ref slot2, i)) : TVector.Zero;
            TVector gradient = TLimit.Apply(TVector.Load(ref Unsafe.Add(ref gradients, i)) * factor, limit);
            TVector updated = rule.Update(TVector.Load(ref Unsafe.Add(ref parameters, i)), gradient, ref kept0, ref kept1, ref kept2);
            check = TVector.MultiplyAdd(updated, Factor(kept0, kept1, kept2), check);
            TVector.Store(updated, ref Unsafe.Add(ref parameters, i));
            if (TRule.Slots > 0) TVector.Store(kept0, ref Unsafe.Add(ref slot0, i));
            if (TRule.Slots > 1) TVector.Store(kept1, ref Unsafe.Add(ref slot1, i));
            if (TRule.Slots > 2) TVector.Store(kept2, ref Unsafe.Add(ref slot2, i));
        }

        int rest = end - i;
        if (rest == 0) return float.IsFinite(TVector.Sum(check));
        TVector rest0 = TRule.Slots > 0 ? PartialVector.Load<TVector>(ref Unsafe.Add(ref slot0, i), rest, 0f) : TVector.Zero;
        TVector rest1 = TRule.Slots > 1 ? PartialVector.Load<TVector>(ref Unsafe.Add(ref slot1, i), rest, 0f) : TVector.Zero;
        TVector rest2 = TRule.Slots > 2 ? PartialVector.Load<TVector>(ref Unsafe.Add(ref slot2, i), rest, 0f) : TVector.Zero;
        TVector restGradient = TLimit.Apply(PartialVector.Load<TVector>(ref Unsafe.Add(ref gradients, i), rest, 0f) * factor, limit);
        TVector restUpdated = rule.Update(PartialVector.Load<TVector>(ref Unsafe.Add(ref parameters, i), rest, 0f), restGradient, ref rest0, ref rest1, ref rest2);
        PartialVector.Store(restUpdated, ref Unsafe.Add(ref parameters, i), rest);
        if (TRule.Slots > 0) PartialVector.Store(rest0, ref Unsafe.Add(ref slot0, i), rest);
        if (TRule.Slots > 1) PartialVector.Store(rest1, ref Unsafe.Add(ref slot1, i), rest);
        if (TRule.Slots > 2) PartialVector.Store(rest2, ref Unsafe.Add(ref slot2, i), rest);
        check = TVector.MultiplyAdd(restUpdated, Factor(rest0, rest1, rest2), check);
        return float.IsFinite(TVector.Sum(check));
    }

    /// <summary>What a new parameter is multiplied with to be looked at: not finite if anything that the rule keeps for it is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Factor<TVector>(TVector kept0, TVector kept1, TVector kept2)
        where TVector : struct, IVector<TVector>
    {
        if (TRule.Slots > 2) return kept0 + kept1 + kept2;
        if (TRule.Slots > 1) return kept0 + kept1;
        return TRule.Slots > 0 ? kept0 : TVector.Zero;
    }

    /// <summary>
    /// Whether values of gradients have a limit: known to the JIT, as a branch in the loop would cost every optimiser for what hardly anybody asks
    /// for.
    /// </summary>
    private interface ILimit
    {
        static abstract TVector Apply<TVector>(TVector gradient, TVector limit)
            where TVector : struct, IVector<TVector>;
    }

    private readonly struct Unlimited : ILimit
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector>(TVector gradient, TVector limit)
            where TVector : struct, IVector<TVector> => gradient;
    }

    private readonly struct Limited : ILimit
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector>(TVector gradient, TVector limit)
            where TVector : struct, IVector<TVector> => TVector.Max(TVector.Min(gradient, limit), TVector.Zero - limit);
    }
}
