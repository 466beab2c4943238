using System.Globalization;
using System.Net;
using System.Text;

namespace NetGen.Reports;

/// <summary>
/// One page of HTML, whole in itself: it needs no network, follows the reader's choice of dark or light, and fits a phone. Parts stand on it in the
/// order in which they were added.
/// </summary>
/// <param name="title">What it is about.</param>
public sealed class HtmlReport(string title)
{
    private readonly List<(string Heading, string Html)> _parts = [];
    private bool _hasContents;

    /// <summary>Adds the layers of a network, with shapes, parameters and what was predicted of them.</summary>
    public HtmlReport Add(NetworkInfo network)
    {
        ArgumentNullException.ThrowIfNull(network);
        IEnumerable<string[]> rows = network.Layers.Select(static layer => (string[])
        [
            layer.Name, layer.Kind, string.Join('x', layer.OutputShape), Grouped(layer.ParameterCount), Number(layer.Predicted.Std), Grouped(layer.MultiplyAdds),
        ]);
        return Part(
            $"Layers of {network.Name}",
            $"<p>{Grouped(network.ParameterCount)} parameters, {Grouped(network.MultiplyAdds)} multiply-adds for a sample.</p>"
            + HtmlTable.Of(["layer", "kind", "output", "parameters", "predicted std", "multiply-adds"], rows));
    }

    /// <summary>Adds what training has done: a curve for the losses, one for each metric, and the learning rate.</summary>
    public HtmlReport Add(TrainingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        IReadOnlyDictionary<string, IReadOnlyList<double>> history = report.History;
        var text = new StringBuilder($"<p>{Encode(report.ToString())}{(report.BestEpoch is { } best ? string.Create(CultureInfo.InvariantCulture, $"; best epoch {best + 1}") : "")}.</p>");
        if (history.Count == 0) return Part("Training", text.ToString());
        Figure(text, "loss", [.. new[] { ("loss", "training"), ("val_loss", "validation") }.Where(line => history.ContainsKey(line.Item1)).Select(line => (line.Item2, history[line.Item1]))]);
        foreach (string name in history.Keys.Where(static name => name.StartsWith("val_", StringComparison.Ordinal) && name is not "val_loss"))
            Figure(text, name["val_".Length..].Replace('_', ' '), [("validation", history[name])]);
        if (history.TryGetValue("learning_rate", out IReadOnlyList<double>? rates) && rates.Distinct().Count() > 1)
            Figure(text, "learning rate", [("learning rate", rates)], isLogarithmic: rates.All(static rate => rate > 0));
        return Part("Training", text.ToString());
    }

    /// <summary>Adds how good a network is: loss, metrics, and of labels the confusion matrix with precision and recall of each class.</summary>
    public HtmlReport Add(Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var text = new StringBuilder($"<p>{Encode(evaluation.ToString())}.</p>");
        if (evaluation.Confusion is { } confusion) text.Append(HtmlTable.Of(confusion));
        foreach ((string name, Evaluation head) in evaluation.Heads)
        {
            if (head.Confusion is { } own) text.Append(CultureInfo.InvariantCulture, $"<h3>{Encode(name)}</h3>{HtmlTable.Of(own)}");
        }

        return Part("On samples for testing", text.ToString());
    }

    /// <summary>Adds the signal in each layer, measured and predicted.</summary>
    public HtmlReport Add(SignalMeasurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        IEnumerable<string[]> rows = measurement.Layers.Select(static layer => (string[])
        [
            layer.Layer.Name, Number(layer.Values?.Mean), Number(layer.Values?.Std), Number(layer.Predicted.Std), Number(layer.Gradients?.Rms), Number(layer.Predicted.GradientStd), Percent(layer.Values is null ? null : layer.DeadShare), Percent(layer.Values is null ? null : layer.SaturatedShare),
        ]);
        return Part(
            $"Signal in {measurement.NetworkName}",
            string.Create(CultureInfo.InvariantCulture, $"<p>{measurement.Batch} samples{(measurement.Loss is { } loss ? $", loss {loss:G4}" : "")}. Predicted is what the class's text says before the first step.</p>")
            + HtmlTable.Of(["layer", "mean", "std", "predicted", "gradient", "predicted", "dead", "saturated"], rows));
    }

    /// <summary>Adds how parameters have moved: their spread over the epochs, and histograms at the beginning and at the end.</summary>
    public HtmlReport Add(ParameterHistory parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var text = new StringBuilder();
        (string Name, IReadOnlyList<ParameterSpread> Spreads)[] weights = [.. parameters.Spreads.Select(static pair => (pair.Key, pair.Value))];
        if (weights.Length == 0) return Part("Parameters", "<p>None were looked at: give it to Fit as a callback.</p>");
        text.Append("<div class=\"grid\">");
        foreach ((string name, IReadOnlyList<ParameterSpread> spreads) in weights)
        {
            text.Append(CultureInfo.InvariantCulture, $"<figure>{Plots.Histogram(name, spreads[0], spreads[^1])}<figcaption>{Encode(name)}: std {spreads[0].Std:G3}, then {spreads[^1].Std:G3}</figcaption></figure>");
        }

        return Part("Parameters", text.Append("</div>").ToString());
    }

    /// <summary>Adds a part that somebody has put together. As every part it can be linked to by its place: <c>#part1</c> is the first of a page.</summary>
    public HtmlReport Add(ReportSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Part(section.Heading, section.ToHtml());
    }

    /// <summary>Adds a list of links to all parts of the page, in front of them.</summary>
    public HtmlReport AddContents()
    {
        _hasContents = true;
        return this;
    }

    /// <summary>Adds a table that anybody has made, such as a confusion matrix or the layers of a network, as text.</summary>
    public HtmlReport Add(string heading, string text)
    {
        ArgumentNullException.ThrowIfNull(heading);
        ArgumentNullException.ThrowIfNull(text);
        return Part(heading, $"<pre>{Encode(text)}</pre>");
    }

    /// <summary>Adds a picture, such as the filters of a layer: the bytes of a PNG.</summary>
    /// <exception cref="ArgumentException">The bytes are those of something else.</exception>
    public HtmlReport AddPicture(string heading, ReadOnlySpan<byte> png)
    {
        ArgumentNullException.ThrowIfNull(heading);
        if (!png.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])) throw new ArgumentException("The bytes are no PNG.", nameof(png));
        return Part(heading, $"<figure><img alt=\"{Encode(heading)}\" style=\"max-width:100%;image-rendering:pixelated\" src=\"data:image/png;base64,{Convert.ToBase64String(png)}\" /></figure>");
    }

    /// <summary>Writes the page.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        File.WriteAllText(path, ToString());
    }

    /// <summary>The page.</summary>
    public override string ToString() =>
        $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{Encode(title)}</title>\n<style>{Style.Text}</style></head>\n"
        + $"<body><main><h1>{Encode(title)}</h1>\n{Contents}{string.Join('\n', _parts.Select(static (part, index) => $"<section id=\"part{index + 1}\"><h2>{Encode(part.Heading)}</h2>{part.Html}</section>"))}\n</main></body></html>\n";

    private string Contents => !_hasContents ? "" : $"<nav><ul>{string.Concat(_parts.Select(static (part, index) => $"<li><a href=\"#part{index + 1}\">{Encode(part.Heading)}</a></li>"))}</ul></nav>\n";

    internal static string Encode(string text) => WebUtility.HtmlEncode(text);

    internal static string Number(double? value) => value?.ToString("G3", CultureInfo.InvariantCulture) ?? "-";

    internal static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Percent(double? share) => share is { } value ? (100 * value).ToString("F1", CultureInfo.InvariantCulture) + " %" : "-";

    private static void Figure(StringBuilder text, string label, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> lines, bool isLogarithmic = false)
        => text.Append(CultureInfo.InvariantCulture, $"<figure>{Plots.Lines(label, lines, isLogarithmic)}</figure>");

    private HtmlReport Part(string heading, string html)
    {
        _parts.Add((heading, html));
        return this;
    }
}

/// <summary>Pages of one thing.</summary>
public static class HtmlReports
{
    /// <summary>Writes a page of curves.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteHtml(this TrainingReport report, string path) => new HtmlReport("Training").Add(report).Save(path);

    /// <summary>Writes a page of the signal in each layer.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteHtml(this SignalMeasurement measurement, string path)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        new HtmlReport(measurement.NetworkName).Add(measurement).Save(path);
    }
}
