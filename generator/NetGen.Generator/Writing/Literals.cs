using System.Globalization;

namespace NetGen.Generator.Writing;

/// <summary>Numbers as C# text, the same in every culture.</summary>
internal static class Literals
{
    /// <summary>A float literal that reads back to the same bits.</summary>
    public static string Single(double value)
    {
        float single = (float)value;
        if (float.IsNaN(single)) return "float.NaN";
        if (float.IsInfinity(single)) return single > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity";
        return single.ToString("R", CultureInfo.InvariantCulture) + "f";
    }

    /// <summary>A double literal that reads back to the same bits.</summary>
    public static string Double(double value)
    {
        if (double.IsNaN(value)) return "double.NaN";
        if (double.IsInfinity(value)) return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        return value.ToString("R", CultureInfo.InvariantCulture) + "d";
    }

    /// <summary>A double literal of six digits: what was integrated numerically, and may differ in its last bits between machines.</summary>
    public static string Rounded(double value)
        => double.IsNaN(value) || double.IsInfinity(value) ? Double(value) : value.ToString("G6", CultureInfo.InvariantCulture) + "d";

    /// <summary>An integer literal.</summary>
    public static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>An integer for people: 627,200.</summary>
    public static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>1 unit, 1,216 units.</summary>
    /// <param name="noun">In the singular, and regular.</param>
    public static string Count(long count, string noun) => $"{Grouped(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>Sizes of parts, one behind the other: 14+14+12; where many are equal, 14 (6 times) + 12.</summary>
    public static string Parts(IReadOnlyList<int> sizes)
    {
        const int Many = 4;
        IReadOnlyList<(int Size, int Count)> groups = [.. sizes.GroupBy(size => size).Select(group => (group.Key, group.Count()))];
        return groups.Any(group => group.Count >= Many)
            ? string.Join(" + ", groups.Select(group => group.Count == 1 ? Integer(group.Size) : $"{Integer(group.Size)} ({Integer(group.Count)} times)"))
            : string.Join("+", sizes.Select(size => Integer(size)));
    }

    /// <summary>Three significant digits for people: 0.283.</summary>
    public static string Short(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>A string literal.</summary>
    public static string Text(string value) => "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";
}
