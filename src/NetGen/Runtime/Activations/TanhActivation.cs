using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>tanh x.</summary>
/// <remarks>The derivative reads the output alone.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TanhActivation : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector input)
        where TVector : struct, IVector<TVector> => VectorMath.Tanh(input);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector input, TVector output)
        where TVector : struct, IVector<TVector> => (TVector.Broadcast(1f) - output) * (TVector.Broadcast(1f) + output);
}
