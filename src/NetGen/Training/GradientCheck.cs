using NetGen.Runtime;

namespace NetGen;

/// <summary>The sums of squares of a block in one pass, and with them whether all values are finite.</summary>
internal sealed class GradientCheck
{
    private readonly AlignedMemory _values;
    private readonly Chunk[] _chunks;
    private readonly double[] _sums;

    /// <summary>Of a whole block.</summary>
    public GradientCheck(AlignedMemory values)
        : this(values, [new UpdateSegment(0, values.Length, new(1, null, IsFrozen: false))])
    {
    }

    /// <summary>Of segments of a block, except those that are frozen.</summary>
    public GradientCheck(AlignedMemory values, IReadOnlyList<UpdateSegment> segments)
    {
        _values = values;
        _chunks = [.. segments.SelectMany(static (segment, index) => ChunksOf(segment, index))];
        _sums = new double[_chunks.Length];
    }

    /// <summary>One worker's share of the pass.</summary>
    public void Run(int worker, int workers)
    {
        int end = Partition.First(_sums.Length, worker + 1, workers);
        for (int chunk = Partition.First(_sums.Length, worker, workers); chunk < end; chunk++)
        {
            _sums[chunk] = TensorMath.SumOfSquaresOfChunk(_values.Span.Slice(_chunks[chunk].First, _chunks[chunk].Count));
        }
    }

    /// <summary>After all workers: the norm of all; NaN or infinite if any value is.</summary>
    public double Norm()
    {
        double sum = 0;
        foreach (double chunk in _sums) sum += chunk;
        return Math.Sqrt(sum);
    }

    /// <summary>After all workers: the norm of a segment, by its place among them.</summary>
    public double Norm(int segment)
    {
        double sum = 0;
        for (int chunk = 0; chunk < _chunks.Length; chunk++)
        {
            if (_chunks[chunk].Segment == segment) sum += _sums[chunk];
        }

        return Math.Sqrt(sum);
    }

    /// <summary>The units of work, so that threads do not change the order.</summary>
    private static IEnumerable<Chunk> ChunksOf(UpdateSegment segment, int index)
    {
        if (segment.Treatment.IsFrozen) yield break;
        for (int first = segment.First; first < segment.End; first += TensorMath.Chunk)
        {
            yield return new(first, Math.Min(TensorMath.Chunk, segment.End - first), index);
        }
    }

    private readonly record struct Chunk(int First, int Count, int Segment);
}
