using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>On which side of 0 an output should be: what targets of 1 and -1, and as well of 1 and 0, say.</summary>
internal static class HingeSide
{
    /// <summary>1 for a positive target, else -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector>(TVector target)
        where TVector : struct, IVector<TVector>
        => TVector.Select(TVector.LessThan(TVector.Zero, target), TVector.Broadcast(1f), TVector.Broadcast(-1f));
}
