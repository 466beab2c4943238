using System.Collections;

namespace NetGen.Logging;

/// <summary>A line of text with properties, as loggers take it: a list of names and values.</summary>
internal sealed class LogEntry(string text, KeyValuePair<string, object?>[] properties) : IReadOnlyList<KeyValuePair<string, object?>>
{
    /// <inheritdoc/>
    public int Count => properties.Length;

    /// <inheritdoc/>
    public KeyValuePair<string, object?> this[int index] => properties[index];

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => properties.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => text;
}
