using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>x tanh(ln(1 + e^x)) (Misra, 2019).</summary>
/// <remarks>The derivative reads the input alone.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct MishActivation : IActivation
{
    // tanh(ln(1 + e)) = n / (n + 2) with n = e (e + 2), e = e^x: 1 in float from x = 9 on, 0 from x = -104 down. Bounding x there keeps
    // e^2 finite and infinity times zero away.
    private const float Low = -110f;
    private const float High = 20f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector input)
        where TVector : struct, IVector<TVector> => VectorMath.TimesTanhOfSoftplus(input);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector input, TVector output)
        where TVector : struct, IVector<TVector>
    {
        // n / (n + 2) + x 4 e (e + 1) / (n + 2)^2
        TVector n = Numerator(input, out TVector e);
        TVector inverse = TVector.Broadcast(1f) / (n + TVector.Broadcast(2f));
        TVector slope = TVector.Broadcast(4f) * (e * inverse) * ((e + TVector.Broadcast(1f)) * inverse);
        return TVector.MultiplyAdd(VectorMath.Clamp(input, Low, High), slope, n * inverse);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Numerator<TVector>(TVector input, out TVector e)
        where TVector : struct, IVector<TVector>
    {
        e = VectorMath.Exp(TVector.Min(TVector.Broadcast(High), input));
        return e * (e + TVector.Broadcast(2f));
    }
}
