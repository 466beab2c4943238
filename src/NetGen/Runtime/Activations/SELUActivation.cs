using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>lambda * x where positive, lambda * alpha * (e^x - 1) elsewhere (Klambauer et al., 2017): keeps mean 0 and variance 1.</summary>
/// <remarks>The derivative reads the output alone.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct SELUActivation : IActivation
{
    private const float Lambda = 1.0507009873554805f;
    private const float LambdaAlpha = (float)(1.0507009873554805 * 1.6732632423543773);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector input)
        where TVector : struct, IVector<TVector> => TVector.Select(
        TVector.LessThan(TVector.Zero, input),
        input * TVector.Broadcast(Lambda),
        VectorMath.ExpMinusOne(input) * TVector.Broadcast(LambdaAlpha));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector input, TVector output)
        where TVector : struct, IVector<TVector> => TVector.Select(
        TVector.LessThan(TVector.Zero, output),
        TVector.Broadcast(Lambda),
        output + TVector.Broadcast(LambdaAlpha));
}
