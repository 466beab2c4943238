using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>max(0, x)^2 (So et al., 2021).</summary>
/// <remarks>The derivative reads the input alone.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct SquaredReLUActivation : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector input)
        where TVector : struct, IVector<TVector>
    {
        TVector positive = TVector.Max(TVector.Zero, input);
        return positive * positive;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector input, TVector output)
        where TVector : struct, IVector<TVector>
    {
        TVector positive = TVector.Max(TVector.Zero, input);
        return positive + positive;
    }
}
