using System.Globalization;

namespace NetGen.Generator.Model;

/// <summary>Numbers as people read them, the same in every culture.</summary>
internal static class Text
{
    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>With separators: 627,200.</summary>
    public static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>weight; weight and bias; weight, bias and slope.</summary>
    public static string List(IEnumerable<string> words)
    {
        string[] all = [.. words];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all.Take(all.Length - 1))} and {all[all.Length - 1]}";
    }

    /// <summary>Round-trip: 0.1, 1E-05, NaN.</summary>
    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Three significant digits: 0.283.</summary>
    public static string Rounded(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>A factor, two digits behind the point where that says something: 0.50, 17.04, 1.1E+04, 3E-06.</summary>
    public static string Factor(double value) => Math.Abs(value) is >= 0.01 and < 1000
        ? value.ToString("0.00", CultureInfo.InvariantCulture)
        : value.ToString("G2", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage: 12 %, 3.8 %, 0.017 %.</summary>
    public static string Percent(double share)
        => (share * 100).ToString(share is >= 0.1 or 0 ? "0" : share >= 0.001 ? "0.#" : "G2", CultureInfo.InvariantCulture) + " %";

    /// <summary>1 unit, 2 units.</summary>
    /// <param name="noun">In the singular, and regular.</param>
    public static string Count(long count, string noun) => $"{Of(count)} {noun}{(count == 1 ? string.Empty : "s")}";

    /// <summary>An image of 28x28x1, a vector of 100, a sequence of 10x32.</summary>
    public static string Of(Shape shape) => shape switch
    {
        { IsImage: true } => "an image of " + shape,
        { IsSequence: true } => "a sequence of " + shape,
        { FlattenedImage: { } image } => "a flattened image of " + image,
        _ => "a vector of " + shape,
    };

    /// <summary>5x5 or, where the extents differ, 1x7.</summary>
    public static string Window(int height, int width) => $"{Of(height)}x{Of(width)}";

    /// <summary>2, or 2x1 where the two differ.</summary>
    public static string Stride(int height, int width) => height == width ? Of(height) : Window(height, width);
}
