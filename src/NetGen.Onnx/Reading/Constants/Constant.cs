using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Reading.Constants;

/// <summary>A tensor whose values are known: a part of the model, or worked out of its parts. It has numbers, or whole numbers.</summary>
/// <param name="Name">What it is called in the model.</param>
/// <param name="Shape">Outermost first.</param>
internal sealed record Constant(string Name, int[] Shape)
{
    /// <summary>Stands among extents for the number of samples.</summary>
    public const long Samples = long.MinValue + 1;

    /// <summary>In row-major order; null where it has whole numbers.</summary>
    public float[]? Numbers { get; private init; }

    /// <summary>In row-major order; null where it has other numbers.</summary>
    public long[]? Wholes { get; private init; }

    public int Count => Numbers?.Length ?? Wholes!.Length;

    public static Constant Of(string name, int[] shape, float[] numbers) => new(name, shape) { Numbers = numbers };

    public static Constant Of(string name, int[] shape, long[] wholes) => new(name, shape) { Wholes = wholes };

    /// <summary>The same numbers under another name and shape.</summary>
    public Constant As(string name, int[] shape) => new(name, shape) { Numbers = Numbers, Wholes = Wholes };

    /// <summary>Numbers at other places.</summary>
    /// <param name="name">What the result is called.</param>
    /// <param name="shape">The result's.</param>
    /// <param name="sources">For each of the result's numbers the place of its own.</param>
    public Constant Taken(string name, int[] shape, int[] sources) => Numbers is { } numbers
        ? Of(name, shape, Array.ConvertAll(sources, source => numbers[source]))
        : Of(name, shape, Array.ConvertAll(sources, source => Wholes![source]));

    /// <summary>Its numbers.</summary>
    /// <exception cref="NotSupportedException">It has whole numbers.</exception>
    public float[] NumbersOrRefuse() => Numbers ?? throw new NotSupportedException($"{Name} has whole numbers where others are expected");

    /// <summary>Its whole numbers.</summary>
    /// <exception cref="NotSupportedException">It has other numbers.</exception>
    public long[] WholesOrRefuse() => Wholes ?? throw new NotSupportedException($"{Name} has no whole numbers");

    /// <summary>As weights of a layer.</summary>
    /// <exception cref="NotSupportedException">It has whole numbers.</exception>
    public Weights ToWeights() => new(Name, Shape, NumbersOrRefuse());

    public static int Product(IEnumerable<int> shape)
    {
        Int128 product = shape.Aggregate((Int128)1, (product, extent) => product * extent);
        return product <= int.MaxValue ? (int)product : throw new NotSupportedException($"a tensor of {product} numbers is too large");
    }
}
