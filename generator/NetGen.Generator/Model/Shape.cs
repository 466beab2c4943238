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

/// <summary>The shape of one sample. A vector has Height = Width = 1; a sequence has Width = 1 and its time steps in Height.</summary>
/// <remarks>Immutable, equal by value, free of Roslyn's types: as everything in the model.</remarks>
internal readonly record struct Shape(ShapeRank Rank, int Height, int Width, int Channels)
{
    public static Shape Vector(int features) => new(ShapeRank.Vector, 1, 1, features);

    public static Shape Sequence(int steps, int features) => new(ShapeRank.Sequence, steps, 1, features);

    public static Shape Image(int height, int width, int channels) => new(ShapeRank.Image, height, width, channels);

    /// <summary>Pixels, or time steps, or 1.</summary>
    public int Positions => Height * Width;

    /// <summary>Values per sample. The parser has made sure that it does not overflow.</summary>
    public int Size => Positions * Channels;

    /// <summary>28x28x1, 10x32 or 100.</summary>
    public override string ToString() => Rank switch
    {
        ShapeRank.Vector => Literal(Channels),
        ShapeRank.Sequence => $"{Literal(Height)}x{Literal(Channels)}",
        _ => $"{Literal(Height)}x{Literal(Width)}x{Literal(Channels)}",
    };

    private static string Literal(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
