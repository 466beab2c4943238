using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>100 |y - t| / |t|, where a target nearer to 0 than 1e-7 counts as 1e-7.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PercentageErrorElement : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
        => TVector.Abs(output - target) * Share(target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
    {
        TVector share = Share(target);
        return (TVector.LessThan(target, output) & share) - (TVector.LessThan(output, target) & share);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Share<TVector>(TVector target)
        where TVector : struct, IVector<TVector>
        => TVector.Broadcast(100f) / TVector.Max(TVector.Abs(target), TVector.Broadcast(1e-7f));
}
