using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>x where positive, alpha * (e^(x / alpha) - 1) elsewhere (Barron, 2017).</summary>
/// <param name="Alpha">Minus the limit at minus infinity; positive.</param>
/// <remarks>The derivative reads the output alone.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct CELUActivation(float Alpha) : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector input)
        where TVector : struct, IVector<TVector> => TVector.Select(
        TVector.LessThan(TVector.Zero, input),
        input,
        VectorMath.ExpMinusOne(input / TVector.Broadcast(Alpha)) * TVector.Broadcast(Alpha));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector input, TVector output)
        where TVector : struct, IVector<TVector> => TVector.Select(
        TVector.LessThan(TVector.Zero, output),
        TVector.Broadcast(1f),
        (output / TVector.Broadcast(Alpha)) + TVector.Broadcast(1f));
}
