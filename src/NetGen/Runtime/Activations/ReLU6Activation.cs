using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>min(max(0, x), 6).</summary>
/// <remarks>The derivative reads the output alone; 0 at 0 and at 6.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ReLU6Activation : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector input)
        where TVector : struct, IVector<TVector> => VectorMath.Clamp(input, 0f, 6f);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector input, TVector output)
        where TVector : struct, IVector<TVector> =>
        TVector.LessThan(TVector.Zero, output) & TVector.LessThan(output, TVector.Broadcast(6f)) & TVector.Broadcast(1f);
}
