using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>-t ln p - (1 - t) ln(1 - p) with p = sigmoid(z): max(z, 0) - z t + ln(1 + e^-|z|), which no logit overflows.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct BinaryCrossEntropyElement : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
        => TVector.Max(output, TVector.Zero) - (output * target) + VectorMath.Softplus(TVector.Zero - TVector.Abs(output));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
        => VectorMath.Sigmoid(output) - target;
}
