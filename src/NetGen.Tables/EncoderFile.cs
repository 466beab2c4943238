using System.Text.Json.Serialization;

namespace NetGen.Tables;

/// <summary>What a saved encoder consists of.</summary>
internal sealed record EncoderFile(IReadOnlyList<ColumnEncoding>? Columns, TargetEncoding? Target)
{
    /// <summary>What is wrong with it; null where nothing is. Files are edited by people too.</summary>
    internal string? FindProblem()
    {
        if (Columns is not { Count: > 0 } || Target is null) return "it lacks the columns or the target";
        foreach (ColumnEncoding? column in Columns)
        {
            if (column is not { Name.Length: > 0 }) return "a column has no name";
            if (column.FindProblem() is { } problem) return $"the column '{column.Name}' {problem}";
        }

        if (Target is not { Name.Length: > 0 }) return "the target has no name";
        if (Target.Classes is null) return Target.PositiveClass is null ? null : "the target has a positive class but no classes";
        if (Target.Classes.Count == 0 || Target.Classes.Contains(null!)) return "the target lacks a class";
        return Target.PositiveClass is { } positive && (Target.Classes.Count != 2 || Target.LabelOf(positive) < 0)
            ? $"its positive class '{positive}' is not one of two classes"
            : null;
    }
}

/// <summary>Its reading and writing, without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EncoderFile))]
internal sealed partial class EncoderJson : JsonSerializerContext;
