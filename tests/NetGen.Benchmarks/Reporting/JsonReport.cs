using System.Text.Json;
using System.Text.Json.Serialization;

using NetGen.Benchmarks.Comparing;

namespace NetGen.Benchmarks.Reporting;

/// <summary>Rows as a JSON array.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The text of the file.</summary>
    public static string Write(IReadOnlyList<ComparisonRow> rows) => JsonSerializer.Serialize(rows, Options) + "\n";
}
