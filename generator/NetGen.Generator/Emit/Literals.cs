using System.Globalization;

namespace NetGen.Generator.Emit;

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

    /// <summary>Three significant digits for people: 0.283.</summary>
    public static string Short(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>A string literal.</summary>
    public static string Text(string value) => "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";
}
