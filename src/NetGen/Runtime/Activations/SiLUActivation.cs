using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>x / (1 + e^-x) (Hendrycks and Gimpel, 2016; swish).</summary>
/// <remarks>The derivative reads both.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct SiLUActivation : IActivation
{
    // Beyond this magnitude the sigmoid is 0 or 1 in float; bounding x there keeps infinity times zero away.
    private const float Bound = 110f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector input)
        where TVector : struct, IVector<TVector> =>
        VectorMath.TimesSigmoid(TVector.Max(TVector.Broadcast(-Bound), input), input);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector input, TVector output)
        where TVector : struct, IVector<TVector>
    {
        TVector sigmoid = VectorMath.Sigmoid(input);
        return TVector.MultiplyAdd(TVector.Min(TVector.Broadcast(Bound), output), TVector.Broadcast(1f) - sigmoid, sigmoid);
    }
}
