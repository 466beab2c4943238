using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>x.</summary>
/// <remarks>The derivative reads nothing.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct IdentityActivation : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector input)
        where TVector : struct, IVector<TVector> => input;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector input, TVector output)
        where TVector : struct, IVector<TVector> => TVector.Broadcast(1f);
}
