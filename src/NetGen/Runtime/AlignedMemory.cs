using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>Zeroed floats that start on a cache line and never move.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AlignedMemory
{
    private readonly float[] _array;
    private readonly int _start;

    /// <summary>Allocates <paramref name="length"/> zeroed floats.</summary>
    /// <param name="length">Number of floats.</param>
    /// <param name="reserve">Floats behind them that <see cref="Span"/> does not show: whoever adds offsets to <see cref="Start"/> may use them.</param>
    public AlignedMemory(int length, int reserve = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(reserve);
        Length = length;
        Reserve = reserve;
        _array = GC.AllocateArray<float>(checked(length + reserve + CacheLine.Floats), pinned: true);
        ref float first = ref MemoryMarshal.GetArrayDataReference(_array);
        _start = (int)(Unsafe.ByteOffset(ref first, ref CacheLine.Align(ref first)) / sizeof(float));
    }

    private AlignedMemory(AlignedMemory whole, int first)
    {
        _array = whole._array;
        _start = whole._start + first;
        Length = whole.Length - first;
        Reserve = whole.Reserve;
    }

    /// <summary>No memory at all.</summary>
    public static AlignedMemory Empty { get; } = new(0);

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>Floats behind them.</summary>
    internal int Reserve { get; }

    /// <summary>The floats with those behind them.</summary>
    internal Span<float> SpanWithReserve => _array.AsSpan(_start, Length + Reserve);

    /// <summary>The first float. Whoever adds an offset answers for it.</summary>
    public ref float Start => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), _start);

    /// <summary>All floats.</summary>
    public Span<float> Span => _array.AsSpan(_start, Length);

    /// <summary>The same memory without its first floats.</summary>
    /// <param name="first">How many; whole cache lines.</param>
    internal AlignedMemory From(int first) => new(this, first);
}
