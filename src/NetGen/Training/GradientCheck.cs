using NetGen.Runtime;

namespace NetGen;

/// <summary>The sum of squares of a block in one pass, and with it whether all values are finite.</summary>
internal sealed class GradientCheck
{
    /// <summary>The unit of work, so that threads do not change the order.</summary>
    private const int Chunk = TensorMath.Chunk;

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
            _sums[chunk] = TensorMath.SumOfSquaresOfChunk(_values.Span.Slice(first, count));
        }
    }

    /// <summary>After all workers: the norm; NaN or infinite if any value is.</summary>
    public double Norm()
    {
        double sum = 0;
        foreach (double chunk in _sums) sum += chunk;
        return Math.Sqrt(sum);
    }
}
