using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>x where positive, alpha * (e^x - 1) elsewhere (Clevert, Unterthiner and Hochreiter, 2015).</summary>
/// <param name="Alpha">Minus the limit at minus infinity; positive.</param>
/// <remarks>The derivative reads the output alone.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ELUActivation(float Alpha) : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector input)
        where TVector : struct, IVector<TVector> => TVector.Select(
        TVector.LessThan(TVector.Zero, input),
        input,
        VectorMath.ExpMinusOne(input) * TVector.Broadcast(Alpha));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector input, TVector output)
        where TVector : struct, IVector<TVector> => TVector.Select(
        TVector.LessThan(TVector.Zero, output),
        TVector.Broadcast(1f),
        output + TVector.Broadcast(Alpha));
}
