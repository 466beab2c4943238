using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>-w t ln p - (1 - t) ln(1 - p) with p = sigmoid(z): (1 - t) z + (1 + (w - 1) t) (max(-z, 0) + ln(1 + e^-|z|)), which no logit overflows.</summary>
/// <param name="PositiveWeight">w: what a target of 1 counts.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct WeightedBinaryCrossEntropyElement(float PositiveWeight) : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
        => ((TVector.Broadcast(1f) - target) * output)
            + (Factor(target) * (TVector.Max(TVector.Zero - output, TVector.Zero) + VectorMath.Softplus(TVector.Zero - TVector.Abs(output))));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
        => TVector.Broadcast(1f) - target - (Factor(target) * VectorMath.Sigmoid(TVector.Zero - output));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Factor<TVector>(TVector target)
        where TVector : struct, IVector<TVector>
        => TVector.MultiplyAdd(TVector.Broadcast(PositiveWeight - 1f), target, TVector.Broadcast(1f));
}
