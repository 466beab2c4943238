namespace NetGen.Reports;

/// <summary>
/// A picture of numbers: curves, with bands around them, or spreads side by side. It is drawn as SVG that fits its place, in colours that are told apart by those
/// who see them otherwise; the names of its lines and its numbers stand below it on a page, for those who do not see it.
/// </summary>
/// <param name="title">What it shows; a screen reader says it together with <see cref="Description"/>.</param>
public sealed class Chart(string title)
{
    private readonly List<ChartLine> _lines = [];
    private readonly List<ChartSpread> _spreads = [];

    /// <summary>What it shows.</summary>
    public string Title { get; } = title;

    /// <summary>What is to be seen on it, in words.</summary>
    public string Description { get; init; } = "";

    /// <summary>What runs from left to right, with its unit.</summary>
    public string XLabel { get; init; } = "";

    /// <summary>What runs upwards, with its unit.</summary>
    public string YLabel { get; init; } = "";

    /// <summary>Whether x is drawn on a logarithmic scale; values that are not above 0 are then left out.</summary>
    public bool IsLogarithmicX { get; init; }

    /// <summary>Whether y is drawn on a logarithmic scale; values that are not above 0 are then left out.</summary>
    public bool IsLogarithmicY { get; init; }

    /// <summary>The least and the largest y that are shown; null for those of the values.</summary>
    public (double Low, double High)? YRange { get; init; }

    /// <summary>Whether the lines are steps of one size, from the smallest to the largest: then their colours go from dark to light.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>Whether it is one of several that stand side by side, and so drawn smaller.</summary>
    public bool IsSmall { get; init; }

    /// <summary>Its lines, in the order in which they were added.</summary>
    public IReadOnlyList<ChartLine> Lines => _lines;

    /// <summary>Its spreads, from left to right.</summary>
    public IReadOnlyList<ChartSpread> Spreads => _spreads;

    /// <summary>Adds a line.</summary>
    /// <exception cref="ArgumentException">Its values are not as many as there are places.</exception>
    /// <exception cref="InvalidOperationException">The chart has spreads.</exception>
    public Chart Add(ChartLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (_spreads.Count > 0) throw new InvalidOperationException("A chart has lines or spreads, not both.");
        if (line.Y.Count != line.X.Count || (line.Low ?? line.Y).Count != line.X.Count || (line.High ?? line.Y).Count != line.X.Count)
            throw new ArgumentException($"The line '{line.Name}' has {line.X.Count} places and {line.Y.Count} values; of values, and those of a band, as many are needed.", nameof(line));
        _lines.Add(line);
        return this;
    }

    /// <summary>Adds a spread, at the right of those that are there.</summary>
    /// <exception cref="ArgumentException">Its densities are not as many as there are values.</exception>
    /// <exception cref="InvalidOperationException">The chart has lines.</exception>
    public Chart Add(ChartSpread spread)
    {
        ArgumentNullException.ThrowIfNull(spread);
        if (_lines.Count > 0) throw new InvalidOperationException("A chart has lines or spreads, not both.");
        for (ChartSpread? part = spread; part is not null; part = part.Predicted)
        {
            if (part.Values.Count != part.Densities.Count)
                throw new ArgumentException($"The spread '{part.Name}' has {part.Values.Count} values and {part.Densities.Count} densities.", nameof(spread));
        }

        _spreads.Add(spread);
        return this;
    }

    /// <summary>The picture as a file of its own, on white, with the names of its lines on it. The same numbers give the same bytes.</summary>
    public string ToSvg() => ChartPicture.Draw(this, standsAlone: true);
}

/// <summary>A line of a chart. What is not finite is a gap.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="X">Its places, from left to right.</param>
/// <param name="Y">Its value at each.</param>
public sealed record ChartLine(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>The lower edge of the band around it; null without a band.</summary>
    public IReadOnlyList<double>? Low { get; init; }

    /// <summary>The upper edge of the band around it; null without a band.</summary>
    public IReadOnlyList<double>? High { get; init; }

    /// <summary>Whether it is what was predicted or published: black and dashed.</summary>
    public bool IsReference { get; init; }

    /// <summary>Whether what is below it is filled, as of a histogram.</summary>
    public bool IsFilled { get; init; }
}

/// <summary>How values are spread: as wide, at each value, as values are dense there.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Values">Values from the smallest on.</param>
/// <param name="Densities">How dense values are at each, in any unit, from 0 on.</param>
public sealed record ChartSpread(string Name, IReadOnlyList<double> Values, IReadOnlyList<double> Densities)
{
    /// <summary>What was predicted, drawn over it as an outline in the same unit; null for nothing.</summary>
    public ChartSpread? Predicted { get; init; }
}
