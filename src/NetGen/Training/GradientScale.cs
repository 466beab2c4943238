using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>What becomes of a gradient before an optimiser sees it.</summary>
/// <param name="Factor">Of every value: below 1 where a norm is clipped.</param>
/// <param name="Limit">The largest size of a value; infinity for any.</param>
internal readonly record struct GradientScale(float Factor, float Limit)
{
    /// <summary>The gradient as it is.</summary>
    public static GradientScale None => new(1f, float.PositiveInfinity);

    /// <summary>Whether there is a limit.</summary>
    public bool IsLimited => !float.IsPositiveInfinity(Limit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector gradient)
        where TVector : struct, IVector<TVector>
    {
        gradient *= TVector.Broadcast(Factor);
        return IsLimited ? TVector.Max(TVector.Min(gradient, TVector.Broadcast(Limit)), TVector.Broadcast(-Limit)) : gradient;
    }

    /// <summary>The same for all values of a span.</summary>
    public void Apply(Span<float> gradients)
    {
        for (int i = 0; i < gradients.Length; i++) gradients[i] = SimdScalar.Sum(Apply(SimdScalar.Broadcast(gradients[i])));
    }
}
