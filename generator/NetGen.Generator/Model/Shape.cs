namespace NetGen.Generator.Model;

/// <summary>What an axis of a tensor counts.</summary>
internal enum AxisName
{
    /// <summary>Time steps.</summary>
    Time,

    /// <summary>Rows of pixels.</summary>
    Row,

    /// <summary>Columns of pixels.</summary>
    Column,

    /// <summary>The values of a pixel, of a time step, or of a vector.</summary>
    Channel,
}

/// <summary>One axis of a tensor.</summary>
/// <param name="Name">What it counts.</param>
/// <param name="Extent">How many there are.</param>
internal sealed record Axis(AxisName Name, int Extent)
{
    /// <summary>
    /// The axes of the image of several pixels that was flattened into this one; else none. Memory has its values pixel by pixel, PyTorch
    /// channel by channel, so parameters that belong to single values lie in another order in files.
    /// </summary>
    public EquatableArray<Axis> MadeOf { get; init; }
}

/// <summary>
/// The shape of one sample: a vector is [channel], a sequence [time][channel], an image [row][column][channel]. The batch is the outermost
/// axis, and implied.
/// </summary>
/// <remarks>
/// Immutable, equal by value, free of Roslyn's types: as everything in the model. A plain vector and a flattened image of the same size
/// are not equal: adding one to the other would mean different things here and in PyTorch.
/// </remarks>
/// <param name="Axes">Outermost first; the last one is the channels'.</param>
internal readonly record struct Shape(EquatableArray<Axis> Axes)
{
    /// <summary>Above 0: the values are indices below this, and no numbers to compute with. What is computed is never indices.</summary>
    public int Vocabulary { get; init; }

    /// <summary>Of an input of lengths, whether there are several: of a sequence of one step there is nothing to say, as all samples have it.</summary>
    public bool HasLengthsToSay => Vocabulary > 2;

    public bool IsVector => Axes.Count == 1;

    public bool IsSequence => Has(AxisName.Time);

    public bool IsImage => Has(AxisName.Row);

    /// <summary>The extents that a user sees: [features]; [steps, features]; [height, width, channels].</summary>
    public EquatableArray<int> Extents => Axes.Select(axis => axis.Extent).ToEquatableArray();

    /// <summary>Pixels, or time steps, or 1: how many rows of <see cref="Channels"/> values a sample has.</summary>
    public int Positions
    {
        get
        {
            int positions = 1;
            foreach (Axis axis in Axes)
            {
                if (axis.Name != AxisName.Channel) positions *= axis.Extent;
            }

            return positions;
        }
    }

    /// <summary>The values of a pixel, of a time step, or of a vector.</summary>
    public int Channels => Extent(AxisName.Channel);

    /// <summary>Values per sample. The model's builder has made sure that it does not overflow.</summary>
    public int Size => Positions * Channels;

    /// <summary>Rows of pixels; 1 for anything but an image.</summary>
    public int Height => Extent(AxisName.Row);

    /// <summary>Columns of pixels. A sequence's time steps stand side by side, as kernels compute several columns of a row at once; a vector is one pixel.</summary>
    public int Width => IsSequence ? Extent(AxisName.Time) : Extent(AxisName.Column);

    /// <summary>The image of several pixels that was flattened into this vector, or null.</summary>
    public Shape? FlattenedImage => Axes[Axes.Count - 1].MadeOf is { Count: > 0 } axes ? new Shape(axes) : null;

    public static Shape Vector(int features) => new(EquatableArray.Of(new Axis(AxisName.Channel, features)));

    public static Shape Sequence(int steps, int features)
        => new(EquatableArray.Of(new Axis(AxisName.Time, steps), new Axis(AxisName.Channel, features)));

    public static Shape Image(int height, int width, int channels)
        => new(EquatableArray.Of(new Axis(AxisName.Row, height), new Axis(AxisName.Column, width), new Axis(AxisName.Channel, channels)));

    /// <summary>
    /// The values of this shape as one vector, in the order in which they lie. A sequence has the same order here and in PyTorch; an image of
    /// several pixels is remembered in the axis.
    /// </summary>
    public Shape Flatten()
    {
        if (IsVector) return this;
        Axis axis = new(AxisName.Channel, Size);
        return new Shape(EquatableArray.Of(IsImage && Positions > 1 ? axis with { MadeOf = Axes } : axis));
    }

    /// <summary>The same positions with other channels.</summary>
    public Shape WithChannels(int channels)
        => new(Axes.Take(Axes.Count - 1).Append(new Axis(AxisName.Channel, channels)).ToEquatableArray());

    /// <summary>Whether both have the same positions, and so differ in their channels at most.</summary>
    public bool HasPositionsOf(Shape other) => WithChannels(1) == other.WithChannels(1);

    /// <summary>28x28x1, 10x32 or 100. A flattened image reads as the vector it is.</summary>
    public override string ToString()
        => string.Join("x", Axes.Select(axis => axis.Extent.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private bool Has(AxisName name)
    {
        foreach (Axis axis in Axes)
        {
            if (axis.Name == name) return true;
        }

        return false;
    }

    private int Extent(AxisName name)
    {
        foreach (Axis axis in Axes)
        {
            if (axis.Name == name) return axis.Extent;
        }

        return 1;
    }
}
