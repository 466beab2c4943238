using System.Globalization;

using NetGen.Benchmarks.Comparing;

namespace NetGen.Benchmarks.Reporting;

/// <summary>Rows as lines of a terminal.</summary>
internal static class RowText
{
    /// <summary>The heads of the columns.</summary>
    public static string Header => string.Create(CultureInfo.InvariantCulture, $"{"work",-20} {"batch",5} {"mode",-9} {"threads",7} {"NetGen",10} {"peer",-18} {"time",10} {"ratio",6}");

    /// <summary>One row.</summary>
    public static string Line(ComparisonRow row)
    {
        string line = string.Create(CultureInfo.InvariantCulture, $"{row.Work,-20} {row.Batch,5} {row.Mode,-9} {row.Threads,7} {Seconds(row.NetgenSeconds),10} ");
        if (row.Peer is null) return line + "-";
        line += string.Create(CultureInfo.InvariantCulture, $"{row.Peer,-18} {Seconds(row.PeerSeconds!.Value),10} {row.Ratio,6:F2}");
        if (row.Gigaflops is { } gigaflops) return line + string.Create(CultureInfo.InvariantCulture, $"  {gigaflops:F0} of {row.PeakGigaflops:F0} GF/s");
        return row.PeerVariant is null ? line : $"{line}  {row.PeerVariant}";
    }

    /// <summary>A time in a unit that suits it.</summary>
    public static string Seconds(double seconds) => seconds switch
    {
        < 1e-6 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e9:F1} ns"),
        < 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:F1} us"),
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:F2} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:F2} s"),
    };
}
