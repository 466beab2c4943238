using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>(ln(1 + y) - ln(1 + t))^2, where what is negative counts as 0.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct SquaredLogarithmicErrorElement : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
    {
        TVector distance = Logarithm(output) - Logarithm(target);
        return distance * distance;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
    {
        TVector one = TVector.Broadcast(1f);
        TVector slope = (TVector.Broadcast(2f) * (Logarithm(output) - Logarithm(target))) / (one + TVector.Max(output, TVector.Zero));
        return TVector.LessThan(TVector.Zero, output) & slope;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Logarithm<TVector>(TVector value)
        where TVector : struct, IVector<TVector>
        => VectorMath.Log(TVector.Broadcast(1f) + TVector.Max(value, TVector.Zero));
}
