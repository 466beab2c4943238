using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>Loads and stores of the last, incomplete vector of a row: its missing lanes are a filling that does no harm.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PartialVector
{
    /// <summary>The first <paramref name="count"/> lanes from memory, the others <paramref name="filling"/>.</summary>
    /// <param name="source">The first lane.</param>
    /// <param name="count">How many are read: from 0 to all.</param>
    /// <param name="filling">What the others are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TVector>(ref float source, int count, float filling)
        where TVector : struct, IVector<TVector>
    {
        Unsafe.SkipInit(out VectorLanes lanes);
        TVector.Store(TVector.Broadcast(filling), ref lanes[0]);
        for (int i = 0; i < count; i++) lanes[i] = Unsafe.Add(ref source, i);
        return TVector.Load(ref lanes[0]);
    }

    /// <summary>Stores the first <paramref name="count"/> lanes and touches no other memory.</summary>
    /// <param name="value">The vector.</param>
    /// <param name="destination">Where the first lane goes.</param>
    /// <param name="count">How many are written: from 0 to all.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TVector>(TVector value, ref float destination, int count)
        where TVector : struct, IVector<TVector>
    {
        Unsafe.SkipInit(out VectorLanes lanes);
        TVector.Store(value, ref lanes[0]);
        for (int i = 0; i < count; i++) Unsafe.Add(ref destination, i) = lanes[i];
    }
}

/// <summary>Room for the lanes of the widest vector.</summary>
[InlineArray(16)]
internal struct VectorLanes
{
    private float _first;
}
