using System.Globalization;
using System.Text;

namespace ExperimentsSample;

/// <summary>The page with what was published and what a replay shows: a section for each experiment, of which only those that ran are written anew.</summary>
internal static class ExperimentsPage
{
    private const string SectionStart = "\n## ";

    private const string Head = """
        # Published experiments, done again

        Written by `dotnet run -c Release --project samples/Experiments -- --data DIR --markdown docs/experiments.md`, which needs MNIST's four files in
        DIR (`--help` has the options) and fails when a figure is outside what is accepted. A section says how its run was shorter than the
        published one, if it was. What the analyzer says of these networks while they are typed, and the sizes of their signals, are tests:
        `tests/NetGen.Generator.Tests/Signal/PublishedNetworksTests.cs`. What is accepted was set before the first replay.

        """;

    /// <summary>Writes the sections of some experiments and keeps those of the others.</summary>
    public static void Write(string path, IReadOnlyList<ExperimentResult> results)
    {
        Dictionary<string, string> sections = File.Exists(path) ? Read(File.ReadAllText(path)) : [];
        foreach (ExperimentResult result in results) sections[result.Experiment.Id] = Section(result);
        StringBuilder text = new(Head);
        foreach (Experiment experiment in ExperimentCatalog.All)
        {
            if (sections.TryGetValue(experiment.Id, out string? section)) text.Append(SectionStart).Append(section);
        }

        File.WriteAllText(path, text.ToString());
    }

    /// <summary>One experiment without the mark in front.</summary>
    internal static string Section(ExperimentResult result)
    {
        Experiment experiment = result.Experiment;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{experiment.Id}: {experiment.Title}\n\nPublished: {experiment.Published}\n\nSetting: {experiment.Setting}\n\n");
        if (experiment.Differences.Length > 0) text.Append(CultureInfo.InvariantCulture, $"Otherwise: {experiment.Differences}\n\n");
        if (result.Reduced.Length > 0) text.Append(CultureInfo.InvariantCulture, $"**Shorter than published: {result.Reduced}.**\n\n");
        text.Append("| | published | accepted | measured | |\n|---|---|---|---:|---|\n");
        foreach (Figure figure in result.Figures) text.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {figure.Published} | {figure.Accepted} | {Figure.Text(figure.Measured)} | {(figure.IsInside ? "" : "**outside**")} |\n");
        text.Append(CultureInfo.InvariantCulture, $"\n{(result.IsInside ? "All as accepted." : "Not all as accepted.")} {result.Seconds:F0} s.\n");
        return text.ToString();
    }

    private static Dictionary<string, string> Read(string page)
        => page.ReplaceLineEndings("\n").Split(SectionStart).Skip(1).ToDictionary(section => section[..section.IndexOf(':', StringComparison.Ordinal)], section => section, StringComparer.Ordinal);
}
