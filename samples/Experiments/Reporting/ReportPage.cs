using NetGen.Reports;

namespace ExperimentsSample;

/// <summary>Replays as a page of HTML. What was measured decides its bytes, and nothing else: neither the time nor the machine stands on it.</summary>
internal static class ReportPage
{
    /// <summary>A page of some replays.</summary>
    public static string Of(IReadOnlyList<Replay> replays, LaboratorySettings settings, bool isLive = false)
    {
        HtmlReport page = new(replays.Count == 1 ? $"{replays[0].Experiment.Id}: {replays[0].Experiment.Title}" : "Published experiments on initial weights, done again");
        if (replays.Count > 1) page.AddContents();
        page.Add(Head(replays, settings, isLive));
        foreach (Replay replay in replays) page.Add(Section(replay));
        return page.ToString();
    }

    private static ReportSection Head(IReadOnlyList<Replay> replays, LaboratorySettings settings, bool isLive)
    {
        Figure[] asserted = [.. replays.SelectMany(static replay => replay.Conclusion.Figures).Where(figure => figure.IsAsserted(settings))];
        int outside = asserted.Count(static figure => !figure.IsInside);
        ReportSection head = new ReportSection(isLive ? "While it learns" : "This run")
            .AddParagraph($"{settings.Digits}. {(settings.Reduced.Length > 0 ? $"It is {settings.Reduced}. " : "")}{(settings.ClaimsPublished ? "" : "So published numbers are shown, and not claimed: what is asserted is mathematics, and what articles say in words. ")}", "Digits:");
        if (isLive) return head;
        return head
            .AddParagraph($"{asserted.Length} figures are asserted, within limits that were set before the first run; {(outside == 0 ? "all are within them" : $"{outside} are outside of them, and said to be")}.", "Figures:")
            .AddTable(
                ["experiment", "seeds", "asserted", "outside"],
                replays.Select(replay => (string[])[$"{replay.Experiment.Id}: {replay.Experiment.Title}", Seeds(replay), Text(replay.Conclusion.Figures.Count(figure => figure.IsAsserted(settings))), Text(replay.Outside.Count())]));
    }

    private static ReportSection Section(Replay replay)
    {
        Experiment experiment = replay.Experiment;
        ReportSection section = new ReportSection($"{experiment.Id}: {experiment.Title}")
            .AddParagraph(experiment.Shown, "The article.")
            .AddParagraph(replay.Conclusion.Happens, "Here.")
            .AddParagraph(experiment.Why, "Why.");
        foreach (Chart chart in replay.Conclusion.Charts) section.Add(chart);
        if (replay.Conclusion.Table is { } table) section.AddTable(table.Header, table.Rows);
        section.AddTable(
            ["figure", "published", "accepted", "measured", "smallest to largest", ""],
            replay.Conclusion.Figures.Select(figure => (string[])[figure.Name, figure.Published, figure.Accepted, Figure.Text(figure.Measured), figure.Range, figure.Verdict(replay.Settings)]));
        section.AddParagraph(experiment.Published, "Published:").AddParagraph(experiment.Setting, "Setting:");
        if (experiment.Differences.Length > 0) section.AddParagraph(experiment.Differences, "Otherwise:");
        return section;
    }

    /// <summary>"1 to 5", or "none" of a formula.</summary>
    public static string Seeds(Replay replay) => replay.Seeds.Count switch
    {
        0 => "none",
        1 => Text(replay.Seeds[0]),
        _ => $"{Text(replay.Seeds[0])} to {Text(replay.Seeds[^1])}",
    };

    private static string Text(IFormattable number) => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
}
