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
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static bool Run<TVector>(TRule rule, ref float parameters, ref float gradients, OptimizerState state, int first, int end, float gradientScale)
        where TVector : struct, IVector<TVector>
    {
        ref float slot0 = ref state.Start(0);
        ref float slot1 = ref state.Start(1);
        TVector scale = TVector.Broadcast(gradientScale);

        // A sum of products with what is kept: not finite if one factor is not, whatever the other. Adam's loop takes 6 % longer for it,
        // the others no longer, where all lies in the cache.
        TVector check = TVector.Zero;
        int i = first;
        for (; i <= end - TVector.Count; i += TVector.Count)
        {
            TVector kept0 = TRule.Slots > 0 ? TVector.Load(ref Unsafe.Add(ref slot0, i)) : TVector.Zero;
            TVector kept1 = TRule.Slots > 1 ? TVector.Load(ref Unsafe.Add(ref slot1, i)) : TVector.Zero;
            TVector gradient = TVector.Load(ref Unsafe.Add(ref gradients, i)) * scale;
            TVector updated = rule.Update(TVector.Load(ref Unsafe.Add(ref parameters, i)), gradient, ref kept0, ref kept1);
            check = TVector.MultiplyAdd(updated, Factor(kept0, kept1), check);
            TVector.Store(updated, ref Unsafe.Add(ref parameters, i));
            if (TRule.Slots > 0) TVector.Store(kept0, ref Unsafe.Add(ref slot0, i));
            if (TRule.Slots > 1) TVector.Store(kept1, ref Unsafe.Add(ref slot1, i));
        }

        int rest = end - i;
        if (rest == 0) return float.IsFinite(TVector.Sum(check));
        TVector rest0 = TRule.Slots > 0 ? PartialVector.Load<TVector>(ref Unsafe.Add(ref slot0, i), rest, 0f) : TVector.Zero;
        TVector rest1 = TRule.Slots > 1 ? PartialVector.Load<TVector>(ref Unsafe.Add(ref slot1, i), rest, 0f) : TVector.Zero;
        TVector restGradient = PartialVector.Load<TVector>(ref Unsafe.Add(ref gradients, i), rest, 0f) * scale;
        TVector restUpdated = rule.Update(PartialVector.Load<TVector>(ref Unsafe.Add(ref parameters, i), rest, 0f), restGradient, ref rest0, ref rest1);
        PartialVector.Store(restUpdated, ref Unsafe.Add(ref parameters, i), rest);
        if (TRule.Slots > 0) PartialVector.Store(rest0, ref Unsafe.Add(ref slot0, i), rest);
        if (TRule.Slots > 1) PartialVector.Store(rest1, ref Unsafe.Add(ref slot1, i), rest);
        check = TVector.MultiplyAdd(restUpdated, Factor(rest0, rest1), check);
        return float.IsFinite(TVector.Sum(check));
    }

    /// <summary>What a new parameter is multiplied with to be looked at: not finite if anything that the rule keeps for it is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Factor<TVector>(TVector kept0, TVector kept1)
        where TVector : struct, IVector<TVector>
    {
        if (TRule.Slots > 1) return kept0 + kept1;
        return TRule.Slots > 0 ? kept0 : TVector.Zero;
    }
}
