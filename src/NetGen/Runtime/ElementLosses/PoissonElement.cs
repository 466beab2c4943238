using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>e^z - t z: of a count t whose expected value is e^z, the negative log-likelihood but for ln t!.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PoissonElement : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
        => VectorMath.Exp(output) - (target * output);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
        => VectorMath.Exp(output) - target;
}
