using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>Loops over spans for optimisers that take whole tensors.</summary>
internal static class TensorMath
{
    /// <summary>Floats whose squares are added in float before double takes over.</summary>
    public const int Chunk = 4096;

    /// <summary>What a loop does with one vector.</summary>
    private interface ILoop
    {
        void Run<TVector>(ref float target, ref float source)
            where TVector : struct, IVector<TVector>;
    }

    /// <summary>The sum of squares; not finite if a value is not, and only then.</summary>
    public static double SumOfSquares(ReadOnlySpan<float> values)
    {
        double sum = 0;
        for (int first = 0; first < values.Length; first += Chunk)
        {
            sum += SumOfSquaresOfChunk(values.Slice(first, Math.Min(Chunk, values.Length - first)));
        }

        return sum;
    }

    /// <summary>The sum of squares of at most <see cref="Chunk"/> values; not finite if one of them is not, and only then.</summary>
    public static double SumOfSquaresOfChunk(ReadOnlySpan<float> values)
    {
        ref float start = ref MemoryMarshal.GetReference(values);
        float sum = SimdWidth.For(values.Length) switch
        {
            512 => SumOfSquares<Simd512>(ref start, values.Length),
            256 => SumOfSquares<Simd256>(ref start, values.Length),
            128 => SumOfSquares<Simd128>(ref start, values.Length),
            _ => SumOfSquares<SimdScalar>(ref start, values.Length),
        };

        // Large finite values may overflow in float, small ones vanish: neither may be taken for what it is not.
        return float.IsFinite(sum) && sum > 1e-20f ? sum : SumOfSquaresInDouble(values);
    }

    /// <summary>The sum of products, in double precision.</summary>
    public static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        // Four sums, so that none waits for the one before.
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (; i <= left.Length - 4; i += 4)
        {
            first += (double)left[i] * right[i];
            second += (double)left[i + 1] * right[i + 1];
            third += (double)left[i + 2] * right[i + 2];
            fourth += (double)left[i + 3] * right[i + 3];
        }

        for (; i < left.Length; i++) first += (double)left[i] * right[i];
        return first + second + third + fourth;
    }

    /// <summary>values *= factor.</summary>
    public static void Scale(Span<float> values, float factor) => Run(new ScaleLoop(factor), values, values);

    /// <summary>sums += factor * values^2.</summary>
    public static void AddSquares(Span<float> sums, ReadOnlySpan<float> values, float factor) => Run(new SquareLoop(factor), sums, values);

    /// <summary>target = targetFactor * target + factor * source.</summary>
    public static void Combine(float targetFactor, Span<float> target, float factor, ReadOnlySpan<float> source) => Run(new CombineLoop(targetFactor, factor), target, source);

    /// <summary>target += share * (source - target).</summary>
    public static void Approach(Span<float> target, ReadOnlySpan<float> source, float share) => Run(new ApproachLoop(share), target, source);

    /// <summary>values /= sqrt(max(factor * variances, least)).</summary>
    public static void DivideByRoots(Span<float> values, ReadOnlySpan<float> variances, float factor, float least) => Run(new RootLoop(factor, least), values, variances);

    private static double SumOfSquaresInDouble(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values) sum += (double)value * value;
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float SumOfSquares<TVector>(ref float values, int count)
        where TVector : struct, IVector<TVector>
    {
        // Four sums, because one multiply-add waits several cycles for the one before it.
        TVector sum0 = TVector.Zero;
        TVector sum1 = TVector.Zero;
        TVector sum2 = TVector.Zero;
        TVector sum3 = TVector.Zero;
        int i = 0;
        for (; i <= count - (4 * TVector.Count); i += 4 * TVector.Count)
        {
            TVector value0 = TVector.Load(ref Unsafe.Add(ref values, i));
            TVector value1 = TVector.Load(ref Unsafe.Add(ref values, i + TVector.Count));
            TVector value2 = TVector.Load(ref Unsafe.Add(ref values, i + (2 * TVector.Count)));
            TVector value3 = TVector.Load(ref Unsafe.Add(ref values, i + (3 * TVector.Count)));
            sum0 = TVector.MultiplyAdd(value0, value0, sum0);
            sum1 = TVector.MultiplyAdd(value1, value1, sum1);
            sum2 = TVector.MultiplyAdd(value2, value2, sum2);
            sum3 = TVector.MultiplyAdd(value3, value3, sum3);
        }

        float sum = TVector.Sum(sum0 + sum1 + (sum2 + sum3));
        for (; i < count; i++) sum += Unsafe.Add(ref values, i) * Unsafe.Add(ref values, i);
        return sum;
    }

    private static void Run<TLoop>(TLoop loop, Span<float> target, ReadOnlySpan<float> source)
        where TLoop : struct, ILoop
    {
        ref float to = ref MemoryMarshal.GetReference(target);
        ref float from = ref MemoryMarshal.GetReference(source);
        switch (SimdWidth.For(target.Length))
        {
            case 512: Run<TLoop, Simd512>(loop, ref to, ref from, target.Length); break;
            case 256: Run<TLoop, Simd256>(loop, ref to, ref from, target.Length); break;
            case 128: Run<TLoop, Simd128>(loop, ref to, ref from, target.Length); break;
            default: Run<TLoop, SimdScalar>(loop, ref to, ref from, target.Length); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TLoop, TVector>(TLoop loop, ref float target, ref float source, int count)
        where TLoop : struct, ILoop
        where TVector : struct, IVector<TVector>
    {
        int i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count) loop.Run<TVector>(ref Unsafe.Add(ref target, i), ref Unsafe.Add(ref source, i));
        for (; i < count; i++) loop.Run<SimdScalar>(ref Unsafe.Add(ref target, i), ref Unsafe.Add(ref source, i));
    }

    private readonly struct ScaleLoop(float factor) : ILoop
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>(ref float target, ref float source)
            where TVector : struct, IVector<TVector> => TVector.Store(TVector.Load(ref target) * TVector.Broadcast(factor), ref target);
    }

    private readonly struct SquareLoop(float factor) : ILoop
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>(ref float target, ref float source)
            where TVector : struct, IVector<TVector>
        {
            TVector value = TVector.Load(ref source);
            TVector.Store(TVector.MultiplyAdd(value * value, TVector.Broadcast(factor), TVector.Load(ref target)), ref target);
        }
    }

    private readonly struct CombineLoop(float targetFactor, float factor) : ILoop
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>(ref float target, ref float source)
            where TVector : struct, IVector<TVector> =>
            TVector.Store(TVector.MultiplyAdd(TVector.Load(ref source), TVector.Broadcast(factor), TVector.Load(ref target) * TVector.Broadcast(targetFactor)), ref target);
    }

    private readonly struct ApproachLoop(float share) : ILoop
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>(ref float target, ref float source)
            where TVector : struct, IVector<TVector>
        {
            TVector value = TVector.Load(ref target);
            TVector.Store(TVector.MultiplyAdd(TVector.Load(ref source) - value, TVector.Broadcast(share), value), ref target);
        }
    }

    private readonly struct RootLoop(float factor, float least) : ILoop
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>(ref float target, ref float source)
            where TVector : struct, IVector<TVector>
        {
            TVector variance = TVector.Max(TVector.Load(ref source) * TVector.Broadcast(factor), TVector.Broadcast(least));
            TVector.Store(TVector.Load(ref target) / TVector.Sqrt(variance), ref target);
        }
    }
}
