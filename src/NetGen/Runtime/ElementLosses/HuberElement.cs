using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>(y - t)^2 / 2 within Delta of the target, Delta (|y - t| - Delta / 2) outside.</summary>
/// <param name="Delta">Where the square goes over into the straight line; positive.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct HuberElement(float Delta) : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
    {
        TVector near = Derivative(output, target);
        return near * (output - target - (near * TVector.Broadcast(0.5f)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
        => TVector.Max(TVector.Broadcast(-Delta), TVector.Min(TVector.Broadcast(Delta), output - target));
}
