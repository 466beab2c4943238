using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>The sign of each lane.</summary>
internal static class Sign
{
    /// <summary>1, 0 or -1; 0 of what is no number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector>(TVector value)
        where TVector : struct, IVector<TVector> => Select(value, TVector.Broadcast(1f), TVector.Broadcast(-1f), TVector.Zero);

    /// <summary>One of three, by the sign of <paramref name="value"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Select<TVector>(TVector value, TVector ifPositive, TVector ifNegative, TVector otherwise)
        where TVector : struct, IVector<TVector> =>
        TVector.Select(TVector.LessThan(TVector.Zero, value), ifPositive, TVector.Select(TVector.LessThan(value, TVector.Zero), ifNegative, otherwise));
}
