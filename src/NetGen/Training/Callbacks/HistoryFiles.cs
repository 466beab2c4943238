using System.Globalization;
using System.Text;
using System.Text.Json;

using NetGen.Files;

namespace NetGen;

/// <summary>
/// Writes the history as comma-separated values: a line of names, a line for each epoch. The file is written anew after every epoch, so it is whole
/// at any time, and has all epochs of a run that went on from a checkpoint.
/// </summary>
/// <param name="path">The file to create or replace.</param>
public sealed class CsvLog(string path) : ITrainingCallback
{
    /// <inheritdoc/>
    public void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        string[] names = EpochReport.NamesOf(context.History);
        var text = new StringBuilder("epoch");
        foreach (string name in names) text.Append(',').Append(Quoted(name));
        text.Append('\n');
        foreach (EpochReport epoch in context.History)
        {
            var values = new Dictionary<string, double>(epoch.Values, StringComparer.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"{epoch.Epoch}");
            foreach (string name in names)
            {
                text.Append(',');
                if (values.TryGetValue(name, out double value)) text.Append(value.ToString("R", CultureInfo.InvariantCulture));
            }

            text.Append('\n');
        }

        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>A metric of one's own may be called whatever one likes.</summary>
    private static string Quoted(string name) => name.AsSpan().IndexOfAny(",\"\n\r") < 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>
/// Writes the history as a JSON array with an object for each epoch; a number that is not finite is null. The file is written anew after every epoch,
/// so it is whole at any time, and has all epochs of a run that went on from a checkpoint.
/// </summary>
/// <param name="path">The file to create or replace.</param>
public sealed class JsonLog(string path) : ITrainingCallback
{
    /// <inheritdoc/>
    public void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        AtomicFile.Write(path, stream => Write(stream, context.History));
    }

    private static void Write(Stream stream, IReadOnlyList<EpochReport> history)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        writer.WriteStartArray();
        foreach (EpochReport epoch in history)
        {
            writer.WriteStartObject();
            writer.WriteNumber("epoch", epoch.Epoch);
            foreach ((string name, double value) in epoch.Values)
            {
                if (double.IsFinite(value)) writer.WriteNumber(name, value);
                else writer.WriteNull(name);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
