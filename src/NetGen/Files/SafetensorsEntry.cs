namespace NetGen.Files;

/// <summary>Fills a buffer with a tensor's elements, row-major. Called once per pass over the data, so it must give the same values each time.</summary>
/// <param name="destination">Room for exactly the tensor's elements.</param>
public delegate void TensorSource(Span<float> destination);

/// <summary>A tensor to be written: its name, its shape and where its floats come from.</summary>
public sealed class SafetensorsEntry
{
    private readonly int[] _shape;

    /// <summary>A tensor whose floats are in memory.</summary>
    /// <exception cref="ArgumentException">The number of values is not the product of the dimensions.</exception>
    public SafetensorsEntry(string name, ReadOnlySpan<int> shape, ReadOnlyMemory<float> values)
        : this(name, shape, destination => values.Span.CopyTo(destination))
    {
        if (values.Length != Count) throw new ArgumentException(FormattableString.Invariant($"Tensor '{name}' has {Count} elements, but {values.Length} values were given."), nameof(values));
    }

    /// <summary>A tensor whose floats are computed when they are written.</summary>
    /// <exception cref="ArgumentException">A dimension is negative, or there are more elements than a span can hold.</exception>
    public SafetensorsEntry(string name, ReadOnlySpan<int> shape, TensorSource source)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(source);
        Name = name;
        Source = source;
        _shape = shape.ToArray();
        long count = 1;
        foreach (int dimension in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(shape));
            count *= dimension;
            if (count > Array.MaxLength) throw new ArgumentException($"Tensor '{name}' has more elements than a span can hold.", nameof(shape));
        }

        Count = (int)count;
    }

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>Its dimensions; none for a scalar.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>Number of elements.</summary>
    public int Count { get; }

    /// <summary>
    /// The element type in the file: <see cref="SafetensorsType.F32"/>; <see cref="SafetensorsType.BF16"/>, to which floats are rounded to
    /// nearest, ties to even; or <see cref="SafetensorsType.I8"/>, of floats that are whole numbers from -128 to 127.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is another one, which floats are not written as.</exception>
    public SafetensorsType Type
    {
        get;
        init
        {
            if (value is not (SafetensorsType.F32 or SafetensorsType.BF16 or SafetensorsType.I8))
                throw new ArgumentOutOfRangeException(nameof(value), value, "Floats are written as F32, BF16 or I8.");
            field = value;
        }
    } = SafetensorsType.F32;

    /// <summary>Bytes of its elements in a file.</summary>
    internal long Bytes => (long)Count * SafetensorsTypes.Bits(Type) / 8;

    internal TensorSource Source { get; }
}
