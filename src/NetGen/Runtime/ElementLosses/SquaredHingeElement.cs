using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>max(0, 1 - s y)^2 with s = 1 for a positive target, else -1.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct SquaredHingeElement : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
    {
        TVector distance = TVector.Max(TVector.Zero, TVector.Broadcast(1f) - (HingeSide.Of(target) * output));
        return distance * distance;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
    {
        TVector side = HingeSide.Of(target);
        return TVector.Broadcast(-2f) * side * TVector.Max(TVector.Zero, TVector.Broadcast(1f) - (side * output));
    }
}
