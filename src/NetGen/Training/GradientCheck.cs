using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>The sum of squares of a block in one pass, and with it whether all values are finite.</summary>
internal sealed class GradientCheck
{
    /// <summary>Floats whose squares are added in float before double takes over: the unit of work, so that threads do not change the order.</summary>
    private const int Chunk = 4096;

    private readonly AlignedMemory _values;
    private readonly double[] _sums;

    public GradientCheck(AlignedMemory values)
    {
        _values = values;
        _sums = new double[(values.Length + Chunk - 1) / Chunk];
    }

    /// <summary>One worker's share of the pass.</summary>
    public void Run(int worker, int workers)
    {
        int end = Partition.First(_sums.Length, worker + 1, workers);
        for (int chunk = Partition.First(_sums.Length, worker, workers); chunk < end; chunk++)
        {
            int first = chunk * Chunk;
            int count = Math.Min(Chunk, _values.Length - first);
            ref float start = ref Unsafe.Add(ref _values.Start, first);
            float sum = SimdWidth.For(count) switch
            {
                512 => SumOfSquares<Simd512>(ref start, count),
                256 => SumOfSquares<Simd256>(ref start, count),
                128 => SumOfSquares<Simd128>(ref start, count),
                _ => SumOfSquares<SimdScalar>(ref start, count),
            };

            // Large finite values may overflow in float, small ones vanish: neither may be taken for what it is not.
            _sums[chunk] = float.IsFinite(sum) && sum > 1e-20f ? sum : SumOfSquares(_values.Span.Slice(first, count));
        }
    }

    /// <summary>After all workers: the norm; NaN or infinite if any value is.</summary>
    public double Norm()
    {
        double sum = 0;
        foreach (double chunk in _sums) sum += chunk;
        return Math.Sqrt(sum);
    }

    private static double SumOfSquares(ReadOnlySpan<float> values)
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
}
