using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>Logarithms of softmax over one row, and their gradient.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LogSoftmax
{
    /// <summary>
    /// logit - ln(sum e^logit). The largest logit is subtracted first, so no finite logits overflow, and what softmax would round to 0 has its logarithm.
    /// </summary>
    /// <param name="logits">The row.</param>
    /// <param name="count">Its length.</param>
    /// <param name="output">As many floats; may be the row itself.</param>
    public static void Forward(ref float logits, int count, ref float output)
    {
        switch (SimdWidth.For(count))
        {
            case 512: Forward<Simd512>(ref logits, count, ref output); break;
            case 256: Forward<Simd256>(ref logits, count, ref output); break;
            case 128: Forward<Simd128>(ref logits, count, ref output); break;
            default: Forward<SimdScalar>(ref logits, count, ref output); break;
        }
    }

    /// <summary>The gradient by the logits, given the output y and the gradient dy by it: dy - e^y * sum(dy).</summary>
    /// <param name="output">What <see cref="Forward(ref float, int, ref float)"/> gave.</param>
    /// <param name="dOutput">The gradient by it.</param>
    /// <param name="count">Length of the row.</param>
    /// <param name="dInput">As many floats.</param>
    /// <param name="adds">Whether the gradient is added to what is there.</param>
    public static void Backward(ref float output, ref float dOutput, int count, ref float dInput, bool adds)
    {
        switch (SimdWidth.For(count))
        {
            case 512: Backward<Simd512>(ref output, ref dOutput, count, ref dInput, adds); break;
            case 256: Backward<Simd256>(ref output, ref dOutput, count, ref dInput, adds); break;
            case 128: Backward<Simd128>(ref output, ref dOutput, count, ref dInput, adds); break;
            default: Backward<SimdScalar>(ref output, ref dOutput, count, ref dInput, adds); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<TVector>(ref float logits, int count, ref float output)
        where TVector : struct, IVector<TVector>
    {
        SimdScalar maximum = SimdScalar.Broadcast(logits);
        for (int at = 1; at < count; at++) maximum = SimdScalar.Max(maximum, SimdScalar.Broadcast(Unsafe.Add(ref logits, at)));
        TVector largest = TVector.Broadcast(SimdScalar.Sum(maximum));
        TVector sums = TVector.Zero;
        int i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count) sums += VectorMath.Exp(TVector.Load(ref Unsafe.Add(ref logits, i)) - largest);

        int rest = count - i;
        TVector last = PartialVector.Load<TVector>(ref Unsafe.Add(ref logits, i), rest, float.NegativeInfinity) - largest;
        sums += VectorMath.Exp(last); // the filling's lanes give e^-infinity = 0
        TVector logarithm = TVector.Broadcast(SimdScalar.Sum(VectorMath.Log(SimdScalar.Broadcast(TVector.Sum(sums)))));
        for (i = 0; i <= count - TVector.Count; i += TVector.Count)
            TVector.Store(TVector.Load(ref Unsafe.Add(ref logits, i)) - largest - logarithm, ref Unsafe.Add(ref output, i));
        PartialVector.Store(last - logarithm, ref Unsafe.Add(ref output, i), rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<TVector>(ref float output, ref float dOutput, int count, ref float dInput, bool adds)
        where TVector : struct, IVector<TVector>
    {
        TVector sums = TVector.Zero;
        int i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count) sums += TVector.Load(ref Unsafe.Add(ref dOutput, i));
        int rest = count - i;
        TVector lastGradient = PartialVector.Load<TVector>(ref Unsafe.Add(ref dOutput, i), rest, 0f);
        TVector sum = TVector.Broadcast(TVector.Sum(sums + lastGradient));
        for (i = 0; i <= count - TVector.Count; i += TVector.Count)
        {
            TVector result = TVector.Load(ref Unsafe.Add(ref dOutput, i)) - (VectorMath.Exp(TVector.Load(ref Unsafe.Add(ref output, i))) * sum);
            if (adds) result += TVector.Load(ref Unsafe.Add(ref dInput, i));
            TVector.Store(result, ref Unsafe.Add(ref dInput, i));
        }

        TVector lastResult = lastGradient - (VectorMath.Exp(PartialVector.Load<TVector>(ref Unsafe.Add(ref output, i), rest, 0f)) * sum);
        if (adds) lastResult += PartialVector.Load<TVector>(ref Unsafe.Add(ref dInput, i), rest, 0f);
        PartialVector.Store(lastResult, ref Unsafe.Add(ref dInput, i), rest);
    }
}
