using System.Collections.Immutable;
using System.Globalization;

namespace NetGen.Data;

/// <summary>Part of a digit drawn without lifting the pen: points that a smooth curve or a chain of straight lines runs through.</summary>
/// <param name="Smooth">A Catmull-Rom curve rather than straight lines.</param>
/// <param name="X">Across, 0 to 100.</param>
/// <param name="Y">Down, 0 to 100.</param>
internal sealed record DigitStroke(bool Smooth, ImmutableArray<float> X, ImmutableArray<float> Y);

/// <summary>The ways in which people write each digit.</summary>
internal static class DigitShapes
{
    /// <summary>For each digit its shapes; strokes are set off by ';' and begin with 'c' for a curve, 'o' for a closed curve, 'l' for straight lines.</summary>
    private static readonly string[][] Texts =
    [
        [
            "o 50,2 24,16 14,50 24,84 50,98 76,84 86,50 76,16",
            "o 50,2 18,10 10,50 18,90 50,98 82,90 90,50 82,10",
            "c 60,8 34,10 15,44 22,82 50,98 78,84 86,48 72,14 44,6 32,18",
            "c 38,4 18,30 18,70 46,98 76,80 84,42 64,10 30,8",
            "o 50,2 24,16 14,50 24,84 50,98 76,84 86,50 76,16; l 74,14 26,88",
        ],
        [
            "l 50,2 50,98",
            "c 56,2 50,48 46,98",
            "l 28,30 54,2 54,98",
            "c 26,34 44,20 56,2; l 56,2 50,98",
            "l 30,26 52,2 52,98; l 28,98 76,98",
        ],
        [
            "c 18,26 30,6 56,2 79,16 77,40 52,66 17,96; l 17,96 84,96",
            "c 20,24 40,3 72,8 80,32 58,62 30,88 14,94 20,80 40,82 60,95 88,88",
            "c 16,14 40,4 74,8 74,34 50,64 20,94; c 20,94 50,88 86,96",
            "c 24,36 22,12 50,2 76,14 76,42 46,72 14,98; l 14,98 88,94",
            "c 18,8 46,10 78,4 66,34 20,96; l 20,96 84,92",
        ],
        [
            "c 18,16 44,2 74,12 74,36 42,48; c 42,48 78,56 82,82 48,98 14,86",
            "l 20,4 78,4 44,42; c 44,42 78,48 84,78 52,98 14,86",
            "c 20,20 40,3 72,12 72,36 50,46 38,44 50,46 82,58 80,86 46,98 16,84",
            "c 22,8 56,2 80,18 66,42 38,48 70,50 86,74 62,97 20,92",
        ],
        [
            "l 26,4 18,58 86,58; l 66,24 64,98",
            "l 66,98 66,2 12,68 90,68",
            "c 26,4 20,36 28,55 54,54 76,42; c 78,4 74,50 70,98",
            "l 34,2 14,62 84,60; l 72,6 60,98",
            "c 24,8 22,40 34,56 62,52; l 74,4 72,98",
        ],
        [
            "l 76,4 30,4 24,46; c 24,46 52,36 80,54 78,82 48,98 16,86",
            "c 80,6 54,10 34,6; c 34,6 26,44 54,40 80,58 74,86 46,98 16,90",
            "l 28,6 24,44; c 24,44 54,38 80,56 76,86 46,98 14,88; l 28,6 84,4",
            "c 82,4 40,6 24,22 32,40 64,48 82,68 66,94 20,96",
        ],
        [
            "c 70,4 40,24 20,60 26,88 52,98 78,84 76,60 52,50 24,68",
            "c 58,2 34,40 20,72 34,96 66,94 78,72 60,55 36,62 21,80",
            "c 78,16 60,2 34,20 18,58 26,90 54,98 80,80 70,56 44,54 22,74",
            "c 34,2 20,50 24,88 54,98 80,80 70,56 42,56 24,76",
        ],
        [
            "l 16,6 82,6 42,98",
            "l 14,8 84,4 46,98; l 34,54 76,50",
            "l 16,20 18,6 82,6; c 82,6 56,46 46,98",
            "c 14,10 46,14 84,4; c 84,4 58,42 52,98",
            "c 14,12 50,2 84,8 60,46 34,98; l 38,50 74,54",
        ],
        [
            "o 50,48 25,30 30,8 50,2 70,8 75,30 50,48 22,68 24,90 50,98 76,90 78,68",
            "c 76,14 50,2 26,16 32,36 56,50 80,74 62,96 34,96 20,76 42,52 70,36 76,12",
            "o 50,2 26,12 28,36 50,47 72,36 74,12; o 50,47 20,60 20,88 50,98 80,88 80,60",
            "c 50,46 26,30 34,6 62,4 74,26 46,50 22,76 36,97 66,96 78,72 54,50 34,38",
        ],
        [
            "c 76,30 58,4 26,12 24,42 50,54 75,32; c 77,14 76,60 70,98",
            "c 74,26 50,3 24,22 32,50 62,48 76,22; c 76,22 80,62 60,94 26,94",
            "o 50,4 24,20 28,48 54,52 76,34 72,10; l 77,18 58,98",
            "c 80,16 54,2 26,14 26,40 48,52 74,38 80,14 72,56 44,98",
        ],
    ];

    /// <summary>For each digit its shapes, each a list of strokes.</summary>
    public static ImmutableArray<ImmutableArray<ImmutableArray<DigitStroke>>> All { get; } = [.. Texts.Select(static digit => digit.Select(Parse).ToImmutableArray())];

    private static ImmutableArray<DigitStroke> Parse(string shape) => [.. shape.Split(';').Select(static text => ParseStroke(text.Trim()))];

    private static DigitStroke ParseStroke(string text)
    {
        string[][] points = [.. text[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static point => point.Split(','))];
        IEnumerable<float> x = points.Select(static point => float.Parse(point[0], CultureInfo.InvariantCulture));
        IEnumerable<float> y = points.Select(static point => float.Parse(point[1], CultureInfo.InvariantCulture));

        // A closed curve ends with its own first points, a curve's ends are doubled: so every span has a neighbour on either side.
        return text[0] switch
        {
            'o' => new DigitStroke(true, [.. x.TakeLast(1), .. x, .. x.Take(2)], [.. y.TakeLast(1), .. y, .. y.Take(2)]),
            'c' => new DigitStroke(true, [.. x.Take(1), .. x, .. x.TakeLast(1)], [.. y.Take(1), .. y, .. y.TakeLast(1)]),
            _ => new DigitStroke(false, [.. x], [.. y]),
        };
    }
}
