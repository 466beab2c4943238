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

        Written by `dotnet run -c Release --project samples/Experiments -- report --docs docs`, from what `run` has left. `list` shows all experiments, and whether their formulas hold; without MNIST's four files (`--data DIR`) drawn
        digits take their place, and no published figure is claimed. What is accepted was set before the first run and is not changed afterwards: what is outside is said to be.
        What the analyzer says of these networks while they are typed is in `tests/NetGen.Generator.Tests/Signal/PublishedNetworksTests.cs`. The story that they tell is in [weight-initialization.md](weight-initialization.md).

        """;

    /// <summary>Writes the page and its pictures; pictures that are no longer on it are removed.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static void Write(string docs, LaboratorySettings settings, IReadOnlyList<(Experiment Experiment, Replay? Replay)> experiments)
    {
        StringBuilder page = new(Head);
        IReadOnlyList<Replay> replays = [.. experiments.Select(static pair => pair.Replay).OfType<Replay>()];
        string processor = replays.Select(static replay => replay.Processor).LastOrDefault(static name => name.Length > 0) ?? "none";
        page.Append(CultureInfo.InvariantCulture, $"\nDigits: {settings.Digits}.{Reduction(settings)} Processor: {processor}.\n");
        HashSet<string> written = new(StringComparer.Ordinal);
        string pictures = Path.Combine(docs, "experiments");
        foreach (Replay replay in replays)
        {
            bool isLikeTheOthers = replay.Settings.Reduced == settings.Reduced && replay.Settings.Digits == settings.Digits;
            Section(page, replay, isLikeTheOthers ? "" : $"Digits: {replay.Settings.Digits}.{Reduction(replay.Settings)}", (name, chart) =>
            {
                WholeText.Write(Path.Combine(pictures, name), chart.ToSvg());
                written.Add(name);
            });
        }

        string missing = string.Join(", ", experiments.Where(static pair => pair.Replay is null).Select(static pair => pair.Experiment.Id));
        if (missing.Length > 0) page.Append(CultureInfo.InvariantCulture, $"\n---\n\nNot run for this page: {missing}.\n");
        WholeText.Write(Path.Combine(docs, "experiments.md"), page.ToString());
        if (!Directory.Exists(pictures)) return;
        foreach (string path in Directory.GetFiles(pictures, "*.svg").Where(path => !written.Contains(Path.GetFileName(path)))) File.Delete(path);
    }

    private static string Reduction(LaboratorySettings settings) => settings.Reduced.Length > 0 ? $" **It is {settings.Reduced}: published numbers are shown, and not claimed.**" : "";

    private static void Section(StringBuilder page, Replay replay, string otherwise, Action<string, Chart> draw)
    {
        Experiment experiment = replay.Experiment;
        page.Append(CultureInfo.InvariantCulture, $"\n## {experiment.Id}: {experiment.Title}\n\n{(otherwise.Length > 0 ? otherwise + "\n\n" : "")}{experiment.Shown}\n\n{replay.Conclusion.Happens}\n\n{experiment.Why}\n\n");
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

        if (replay.Seeds.Count > 0) page.Append(CultureInfo.InvariantCulture, $"\nSeeds {ReportPage.Seeds(replay)}, {replay.Seconds:F0} s.\n");
    }
}
