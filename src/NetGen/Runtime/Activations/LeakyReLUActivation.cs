using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>x where positive, slope * x elsewhere.</summary>
/// <param name="Slope">The factor of negative inputs; not negative itself.</param>
/// <remarks>The derivative reads the output alone; the slope at 0.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct LeakyReLUActivation(float Slope) : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector input)
        where TVector : struct, IVector<TVector> =>
        TVector.Select(TVector.LessThan(TVector.Zero, input), input, input * TVector.Broadcast(Slope));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector input, TVector output)
        where TVector : struct, IVector<TVector> =>
        TVector.Select(TVector.LessThan(TVector.Zero, output), TVector.Broadcast(1f), TVector.Broadcast(Slope));
}
