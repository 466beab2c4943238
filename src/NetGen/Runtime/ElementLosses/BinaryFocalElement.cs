using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// a (1 - q)^Gamma x binary cross entropy for targets of 0 and 1, with q the probability of the target and a = Alpha for 1, 1 - Alpha for 0. 1 - q is
/// sigmoid(u) with u = z (1 - 2 t), so its power is e^(-Gamma softplus(-u)), exact also where q is nearly 1.
/// </summary>
/// <param name="Gamma">How little counts what is right already; at least 0.</param>
/// <param name="Alpha">What a target of 1 counts; between 0 and 1.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct BinaryFocalElement(float Gamma, float Alpha) : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
        => Focus(output, target) * Entropy(output, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
    {
        TVector turn = TVector.Broadcast(1f) - (target + target);
        TVector right = VectorMath.Sigmoid(TVector.Zero - (output * turn));
        TVector slope = (TVector.Broadcast(Gamma) * right * turn * Entropy(output, target)) + VectorMath.Sigmoid(output) - target;
        return Focus(output, target) * slope;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Entropy<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
        => default(BinaryCrossEntropyElement).Value(output, target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Focus<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
    {
        TVector wrong = output * (TVector.Broadcast(1f) - (target + target));
        TVector logarithm = TVector.Max(TVector.Zero - wrong, TVector.Zero) + VectorMath.Softplus(TVector.Zero - TVector.Abs(wrong));
        TVector weight = TVector.MultiplyAdd(TVector.Broadcast((2f * Alpha) - 1f), target, TVector.Broadcast(1f - Alpha));
        return weight * VectorMath.Exp(TVector.Broadcast(-Gamma) * logarithm);
    }
}
