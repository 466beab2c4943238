using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>ln cosh(y - t): |y - t| + ln(1 + e^(-2 |y - t|)) - ln 2, which no difference overflows.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct LogCoshElement : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
    {
        TVector distance = TVector.Abs(output - target);
        return distance + VectorMath.Softplus(distance * TVector.Broadcast(-2f)) - TVector.Broadcast(0.693147181f);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
        => VectorMath.Tanh(output - target);
}
