using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>max(0, 1 - s y) with s = 1 for a positive target, else -1.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct HingeElement : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
        => TVector.Max(TVector.Zero, TVector.Broadcast(1f) - (HingeSide.Of(target) * output));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
    {
        TVector side = HingeSide.Of(target);
        return TVector.Zero - (TVector.LessThan(side * output, TVector.Broadcast(1f)) & side);
    }
}
