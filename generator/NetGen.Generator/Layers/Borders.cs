using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>Rows and columns at the four sides of an image, or steps at the ends of a sequence, that are added or cut off.</summary>
internal readonly record struct Borders(int Top, int Bottom, int Left, int Right)
{
    /// <summary>What they are of.</summary>
    public WindowSpace Space { get; private init; } = WindowSpace.Image;

    public int Rows => Top + Bottom;

    public int Columns => Left + Right;

    /// <summary>The first pixel inside.</summary>
    public AxisStep Inside => new(Top, Left, 0);

    /// <summary>From one number for all sides, one for rows and one for columns, or one for each; null where one is wrong.</summary>
    public static Borders? FromAttribute(WindowSpace space, AttributeArguments arguments)
    {
        int all = arguments.NotNegative("size");
        if (space.IsSequence)
        {
            Borders ends = new(0, 0, arguments.NotNegative("Before", all), arguments.NotNegative("After", all)) { Space = space };
            return arguments.IsValid ? ends : null;
        }

        (int rows, int columns) = (arguments.NotNegative("rows", all), arguments.NotNegative("columns", all));
        Borders borders = new(
            arguments.NotNegative("Top", rows), arguments.NotNegative("Bottom", rows), arguments.NotNegative("Left", columns), arguments.NotNegative("Right", columns));
        return arguments.IsValid ? borders : null;
    }

    /// <summary>1 pixel on each side; 2 rows above and below; 1 row below and 1 column right.</summary>
    public override string ToString()
    {
        if (Space.IsSequence) return Left == Right ? Text.Count(Left, "step") + " at each end" : $"{Text.Count(Left, "step")} in front, {Text.Of(Right)} behind";
        if (Top == Bottom && Left == Right && Top == Left) return Text.Count(Top, "pixel") + " on each side";
        List<string> sides = [];
        void Add(int count, string noun, string side)
        {
            if (count > 0) sides.Add($"{Text.Count(count, noun)} {side}");
        }

        Add(Top, "row", "above");
        Add(Bottom, "row", "below");
        Add(Left, "column", "left");
        Add(Right, "column", "right");
        return Text.List(sides);
    }
}
