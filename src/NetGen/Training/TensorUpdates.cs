using NetGen.Runtime;
using NetGen.Threading;

namespace NetGen;

/// <summary>
/// The tensors of a network as work for an optimiser that takes them one by one. Those that are frozen are none. Each is taken by whoever is free, the largest first; it has one owner, so
/// the bits do not depend on the threads.
/// </summary>
internal sealed class TensorUpdates
{
    private readonly UpdateSegment[] _segments;
    private readonly AlignedMemory[] _scratch;
    private int _next;

    public TensorUpdates(Optimizer optimizer, IEnumerable<UpdateSegment> segments, int threads)
    {
        _segments = [.. segments.Where(static segment => !segment.Treatment.IsFrozen).OrderByDescending(segment => optimizer.WorkOf(segment.Parameter!))];
        int size = _segments.Select(segment => optimizer.ScratchSize(segment.Parameter!)).DefaultIfEmpty().Max();
        Workers = WorkSplit.ForArithmetic(_segments.Sum(segment => optimizer.WorkOf(segment.Parameter!)), Math.Clamp(_segments.Length, 1, threads));
        _scratch = [.. Enumerable.Range(0, Workers).Select(_ => new AlignedMemory(size))];
    }

    /// <summary>How many threads share the work.</summary>
    public int Workers { get; }

    /// <summary>Before an update: all tensors are to be taken again.</summary>
    public void Begin() => _next = 0;

    /// <summary>The next tensor that nobody has taken; null if there is none.</summary>
    public UpdateSegment? Next()
    {
        int index = Interlocked.Increment(ref _next) - 1;
        return index < _segments.Length ? _segments[index] : null;
    }

    /// <summary>A worker's own memory.</summary>
    public AlignedMemory Scratch(int worker) => _scratch[worker];
}
