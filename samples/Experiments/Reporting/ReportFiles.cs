namespace ExperimentsSample;

/// <summary>The pages of a run: one for each experiment that is finished, and one for all.</summary>
internal static class ReportFiles
{
    /// <summary>Writes them, and returns the replays that stand on them.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static IReadOnlyList<Replay> Write(string folder, Runner runner, LaboratorySettings settings, IEnumerable<Experiment> experiments)
    {
        List<Replay> replays = [];
        foreach (Experiment experiment in experiments)
        {
            if (runner.Gather(experiment) is not { } replay) continue;
            replays.Add(replay);
            WholeText.Write(Path.Combine(folder, experiment.Id + ".html"), ReportPage.Of([replay], settings));
        }

        WholeText.Write(Path.Combine(folder, "report.html"), ReportPage.Of(replays, settings));
        return replays;
    }
}
