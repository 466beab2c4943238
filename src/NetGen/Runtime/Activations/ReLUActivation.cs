using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>max(0, x).</summary>
/// <remarks>The derivative reads the output alone; 0 at 0.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ReLUActivation : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector input)
        where TVector : struct, IVector<TVector> => TVector.Max(TVector.Zero, input);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector input, TVector output)
        where TVector : struct, IVector<TVector> => TVector.LessThan(TVector.Zero, output) & TVector.Broadcast(1f);
}
