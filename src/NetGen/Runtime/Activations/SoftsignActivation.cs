using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>x / (1 + |x|).</summary>
/// <remarks>The derivative reads the input alone.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct SoftsignActivation : IActivation
{
    // From here on 1 + |x| is |x| in float, and the result 1.
    private const float Bound = 1e9f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector input)
        where TVector : struct, IVector<TVector>
    {
        TVector bounded = VectorMath.Clamp(input, -Bound, Bound);
        return bounded / (TVector.Broadcast(1f) + TVector.Abs(bounded));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector input, TVector output)
        where TVector : struct, IVector<TVector>
    {
        TVector inverse = TVector.Broadcast(1f) / (TVector.Broadcast(1f) + TVector.Abs(input));
        return inverse * inverse;
    }
}
