namespace NetGen.Benchmarks.Reporting;

/// <summary>A part of a document that a command writes: it stands between two markers, and all other text stays.</summary>
internal static class MarkdownSection
{
    /// <summary>Replaces a section of a document, or appends it to one that has none.</summary>
    public static void Update(string path, string name, string content) =>
        File.WriteAllText(path, Replace(File.Exists(path) ? File.ReadAllText(path) : "# Performance\n", name, content));

    /// <summary>A document with another section.</summary>
    /// <param name="document">The text so far.</param>
    /// <param name="name">The section's name.</param>
    /// <param name="content">Whole lines.</param>
    /// <exception cref="InvalidDataException">The document has one marker without the other.</exception>
    public static string Replace(string document, string name, string content)
    {
        string beginMarker = $"<!-- {name}: begin -->";
        string endMarker = $"<!-- {name}: end -->";
        int begin = document.IndexOf(beginMarker, StringComparison.Ordinal);
        int end = document.IndexOf(endMarker, StringComparison.Ordinal);
        if (begin < 0 && end < 0) return $"{document.TrimEnd()}\n\n{beginMarker}\n{content}{endMarker}\n";
        if (begin < 0 || end < begin) throw new InvalidDataException($"The document needs '{beginMarker}' and behind it '{endMarker}'.");
        return $"{document[..begin]}{beginMarker}\n{content}{document[end..]}";
    }
}
