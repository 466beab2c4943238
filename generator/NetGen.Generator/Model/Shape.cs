namespace NetGen.Generator.Model;

/// <summary>The number of axes that a tensor has apart from the batch.</summary>
internal enum ShapeRank
{
    /// <summary>(features).</summary>
    Vector = 1,

    /// <summary>(time steps, features).</summary>
    Sequence = 2,

    /// <summary>(height, width, channels).</summary>
    Image = 3,
}

/// <summary>
/// The shape of one sample. A vector has Height = Width = 1, unless it is a flattened image: then it keeps the image's extents, because
/// the order of its values is remembered with them. A sequence has Width = 1 and its time steps in Height.
/// </summary>
/// <remarks>
/// Immutable, equal by value, free of Roslyn's types: as everything in the model. A plain vector and a flattened image of the same size
/// are not equal: in memory the image's values lie pixel by pixel, in PyTorch channel by channel, so adding one to the other would mean
/// different things here and there.
/// </remarks>
internal readonly record struct Shape(ShapeRank Rank, int Height, int Width, int Channels)
{
    public static Shape Vector(int features) => new(ShapeRank.Vector, 1, 1, features);

    public static Shape Sequence(int steps, int features) => new(ShapeRank.Sequence, steps, 1, features);

    public static Shape Image(int height, int width, int channels) => new(ShapeRank.Image, height, width, channels);

    /// <summary>
    /// The values of this shape as one vector, in the order in which they lie. An image's extents are kept, so that a dense layer behind
    /// can save its columns in PyTorch's order. A sequence has the same order there and here, and nothing need be kept. A vector stays what it is.
    /// </summary>
    public Shape Flatten() => Rank == ShapeRank.Sequence ? Vector(Size) : this with { Rank = ShapeRank.Vector };

    /// <summary>Whether it is a vector that was an image of more than one pixel.</summary>
    public bool IsFlattened => Rank == ShapeRank.Vector && Positions > 1;

    /// <summary>
    /// As rows of <see cref="Channels"/> values: a vector is one, flattened or not; every pixel or time step of anything else is one.
    /// </summary>
    public Shape AsRows() => IsFlattened ? Vector(Size) : this;

    /// <summary>The extents that a user sees: [features]; [steps, features]; [height, width, channels].</summary>
    public EquatableArray<int> Extents => Rank switch
    {
        ShapeRank.Vector => EquatableArray.Of(Size),
        ShapeRank.Sequence => EquatableArray.Of(Height, Channels),
        _ => EquatableArray.Of(Height, Width, Channels),
    };

    /// <summary>Pixels, or time steps, or 1.</summary>
    public int Positions => Height * Width;

    /// <summary>Values per sample. The model's builder has made sure that it does not overflow.</summary>
    public int Size => Positions * Channels;

    /// <summary>28x28x1, 10x32 or 100. A flattened image reads as the vector it is.</summary>
    public override string ToString() => Rank switch
    {
        ShapeRank.Vector => Literal(Size),
        ShapeRank.Sequence => $"{Literal(Height)}x{Literal(Channels)}",
        _ => $"{Literal(Height)}x{Literal(Width)}x{Literal(Channels)}",
    };

    private static string Literal(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
