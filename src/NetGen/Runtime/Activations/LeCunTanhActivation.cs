using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>1.7159 tanh(2 x / 3) (LeCun, Bottou, Orr and Müller, 1998): second moment near 1 at unit input.</summary>
/// <remarks>The derivative reads the output alone.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct LeCunTanhActivation : IActivation
{
    private const float Amplitude = 1.7159f;
    private const float Rate = 2f / 3f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector input)
        where TVector : struct, IVector<TVector> =>
        VectorMath.Tanh(input * TVector.Broadcast(Rate)) * TVector.Broadcast(Amplitude);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector input, TVector output)
        where TVector : struct, IVector<TVector>
    {
        TVector tanh = output * TVector.Broadcast(1f / Amplitude);
        TVector one = TVector.Broadcast(1f);
        return (one - tanh) * (one + tanh) * TVector.Broadcast(Amplitude * Rate);
    }
}
