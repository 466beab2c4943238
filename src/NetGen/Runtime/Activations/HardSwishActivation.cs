using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>x min(max(0, x + 3), 6) / 6 (Howard et al., 2019).</summary>
/// <remarks>The derivative reads the input alone; 0 at -3, 1 at 3.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct HardSwishActivation : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector input)
        where TVector : struct, IVector<TVector> =>
        TVector.Max(TVector.Broadcast(-3f), input) * (VectorMath.Clamp(input + TVector.Broadcast(3f), 0f, 6f) * TVector.Broadcast(1f / 6f));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector input, TVector output)
        where TVector : struct, IVector<TVector>
    {
        TVector inside = TVector.MultiplyAdd(input, TVector.Broadcast(1f / 3f), TVector.Broadcast(0.5f));
        TVector belowHigh = TVector.Select(TVector.LessThan(input, TVector.Broadcast(3f)), inside, TVector.Broadcast(1f));
        return TVector.LessThan(TVector.Broadcast(-3f), input) & belowHigh;
    }
}
