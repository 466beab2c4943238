using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>x Phi(x), Phi the standard normal distribution function (Hendrycks and Gimpel, 2016): the exact form, not the tanh approximation.</summary>
/// <remarks>The derivative reads the input alone.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct GELUActivation : IActivation
{
    // Beyond this magnitude Phi is 0 or 1 and its derivative 0 in float; bounding x there keeps infinity times zero away.
    private const float Bound = 15f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector input)
        where TVector : struct, IVector<TVector> => VectorMath.TimesNormalCdf(input);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector input, TVector output)
        where TVector : struct, IVector<TVector> =>
        TVector.MultiplyAdd(VectorMath.Clamp(input, -Bound, Bound), VectorMath.NormalDensity(input), VectorMath.NormalCdf(input));
}
