using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>min(max(-1, x), 1).</summary>
/// <remarks>The derivative reads the output alone; 0 at -1 and at 1.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct HardTanhActivation : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector input)
        where TVector : struct, IVector<TVector> => VectorMath.Clamp(input, -1f, 1f);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector input, TVector output)
        where TVector : struct, IVector<TVector> =>
        TVector.LessThan(TVector.Abs(output), TVector.Broadcast(1f)) & TVector.Broadcast(1f);
}
