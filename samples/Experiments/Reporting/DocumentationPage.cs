using System.Globalization;
using System.Text;

using NetGen.Reports;

namespace ExperimentsSample;

/// <summary>Replays as the page docs/experiments.md with its pictures in docs/experiments.</summary>
internal static class DocumentationPage
{
    private const string Head = """
        # Published experiments, done again

        The articles that NetGen grew from teach by pictures: histograms that spread from layer to layer, curves of networks that learn and of others that do not. Here they are drawn anew, from networks that
        were trained on this page's machine, beside what follows from each declaration before its first step.

        Written by `dotnet run -c Release --project samples/Experiments -- report --out samples/Experiments/Measured --docs docs`, from the measurements that are kept there; `run ID --out samples/Experiments/Measured --data DIR`
        goes on with them, and experiments of which not all is there yet stay as an earlier run had them. `list` shows all, and whether their formulas hold; without MNIST's four files (`--data DIR`) drawn digits take their place, and no
        published figure is claimed. What is accepted was set before the first run and is not changed afterwards: what is outside is said to be.
        What the analyzer says of these networks while they are typed is in `tests/NetGen.Generator.Tests/Signal/PublishedNetworksTests.cs`. The story that they tell is in [weight-initialization.md](weight-initialization.md).

        """;

    /// <summary>Writes the page and its pictures; experiments that are not finished stay as the page has them, pictures that are no longer on it are removed.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static void Write(string docs, LaboratorySettings settings, IReadOnlyList<(Experiment Experiment, Replay? Replay)> experiments)
    {
        string path = Path.Combine(docs, "experiments.md");
        Dictionary<string, string> before = File.Exists(path) ? SectionsOf(File.ReadAllText(path)) : [];
        StringBuilder page = new(Head);
        page.Append(CultureInfo.InvariantCulture, $"\nDigits: {settings.Digits}.{Reduction(settings)}\n");
        string pictures = Path.Combine(docs, "experiments");
        List<string> missing = [];
        foreach ((Experiment experiment, Replay? replay) in experiments)
        {
            if (replay is not null) Section(page, replay, (name, chart) => WholeText.Write(Path.Combine(pictures, name), chart.ToSvg()));
            else if (before.TryGetValue(experiment.Id, out string? section)) page.Append(section);
            else missing.Add(experiment.Id);
        }

        if (missing.Count > 0) page.Append(CultureInfo.InvariantCulture, $"\n---\n\nNot run for this page: {string.Join(", ", missing)}.\n");
        string text = page.ToString();
        WholeText.Write(path, text);
        if (!Directory.Exists(pictures)) return;
        foreach (string picture in Directory.GetFiles(pictures, "*.svg").Where(picture => !text.Contains($"(experiments/{Path.GetFileName(picture)})", StringComparison.Ordinal)))
        {
            File.Delete(picture);
        }
    }

    /// <summary>The sections of a page, by the experiment's name.</summary>
    private static Dictionary<string, string> SectionsOf(string page)
    {
        const string Heading = "\n## ";
        string[] parts = page.Split("\n---\n")[0].Split(Heading);
        return parts.Skip(1).ToDictionary(static part => part[..part.IndexOf(':', StringComparison.Ordinal)], static part => Heading + part, StringComparer.Ordinal);
    }

    private static string Reduction(LaboratorySettings settings) => settings.Reduced.Length > 0 ? $" **It is {settings.Reduced}: published numbers are shown, and not claimed.**" : "";

    private static void Section(StringBuilder page, Replay replay, Action<string, Chart> draw)
    {
        Experiment experiment = replay.Experiment;
        page.Append(CultureInfo.InvariantCulture, $"\n## {experiment.Id}: {experiment.Title}\n\n{experiment.Shown}\n\n{replay.Conclusion.Happens}\n\n{experiment.Why}\n\n");
        for (int index = 0; index < replay.Conclusion.Charts.Count; index++)
        {
            Chart chart = replay.Conclusion.Charts[index];
            string name = string.Create(CultureInfo.InvariantCulture, $"{experiment.Id}-{index + 1}.svg");
            draw(name, chart);
            page.Append(CultureInfo.InvariantCulture, $"![{chart.Title}. {chart.Description}](experiments/{name})\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"\nPublished: {experiment.Published}\n\nSetting: {experiment.Setting}\n\n");
        if (experiment.Differences.Length > 0) page.Append(CultureInfo.InvariantCulture, $"Otherwise: {experiment.Differences}\n\n");
        if (replay.Conclusion.Table is { } table)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", table.Header)} |\n|{string.Concat(table.Header.Select(static _ => "---|"))}\n");
            foreach (IReadOnlyList<string> row in table.Rows) page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row)} |\n");
            page.Append('\n');
        }

        page.Append("| | published | accepted | measured | smallest to largest | |\n|---|---|---|---:|---|---|\n");
        foreach (Figure figure in replay.Conclusion.Figures)
        {
            string verdict = figure.Verdict(replay.Settings);
            page.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {figure.Published} | {figure.Accepted} | {Figure.Text(figure.Measured)} | {figure.Range} | {(verdict == "outside" ? "**outside**" : verdict)} |\n");
        }

        if (replay.Seeds.Count > 0) page.Append(CultureInfo.InvariantCulture, $"\nSeeds {ReportPage.Seeds(replay)}, {replay.Seconds:F0} s{(replay.Processor.Length > 0 ? " on " + replay.Processor : "")}.\n");
    }
}
