using System.Globalization;
using System.Text;

using NetGen.Benchmarks.Cores;
using NetGen.Benchmarks.Reporting;
using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Ranks;

/// <summary>
/// How well a training step would use many ranks: steps of one rank are timed, phase by phase, as those of so many cores would take; what the sum over ranks
/// adds follows from latency and bandwidth.
/// Each rank has the same batch, whatever their number.
/// </summary>
internal static class RankModelRun
{
    private const string Section = "ranks-model";
    private const string WeightGradients = "weight gradients";
    private const int LeastSteps = 5;

    /// <summary>How fast a core adds up gradients: cautious, 'ranks' measures twice as much and more where they are in its cache.</summary>
    private const double SumBandwidth = 6e9;

    private static readonly int[] s_ranks = [2, 4, 16, 64, 256, 1024];

    private static readonly (string Work, int Batch)[] s_usual = [("convnet", 50), ("mlp-1024", 128), ("resnet8", 32)];

    /// <summary>What clusters have: nominal bandwidths, and latencies as their users measure them.</summary>
    private static readonly Wire[] s_wires = [new("Ethernet 10 Gb/s", 20e-6, 1.25e9), new("Ethernet 100 Gb/s", 5e-6, 12.5e9),
        new("InfiniBand 200 Gb/s", 1.5e-6, 25e9)];

    /// <summary>Measures and reports.</summary>
    /// <param name="cores">Cores of a rank.</param>
    /// <param name="seconds">How long to measure each network.</param>
    /// <param name="markdown">The document whose section is replaced; null for none.</param>
    /// <param name="output">Where the table goes.</param>
    /// <returns>The exit code.</returns>
    public static int Run(int cores, double seconds, string? markdown, TextWriter output)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{Machine.Describe()}; a rank is {cores} cores of it, a core adds up {SumBandwidth / 1e9:0.#} GB/s.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| network, batch of a rank | wire | sum | {string.Join(" | ", s_ranks.Select(static ranks => $"{ranks:N0} ranks"))} |\n|---|---|---|{string.Concat(s_ranks.Select(static _ => "---:|"))}\n");
        foreach ((string name, int batch) in s_usual)
        {
            Work work = WorkCatalog.Find(name);
            CoreSchedule schedule = work.Schedule(WorkData.Create(work, batch), cores, LeastSteps, seconds);
            double step = schedule.Step.TotalSeconds;
            double weights = schedule.Phases.Where((_, place) => work.PhaseName(place).StartsWith(WeightGradients, StringComparison.Ordinal))
                .Sum(static phase => phase.Slowest.TotalSeconds);
            double bytes = 4.0 * work.Info.TrainedPackedSize;
            string title = string.Create(CultureInfo.InvariantCulture,
                $"{work.Title}, {batch}: {bytes / 1e6:0.#} MB, {RowText.Seconds(step)}, of them {RowText.Seconds(weights)} {WeightGradients}");
            foreach (Wire wire in s_wires)
            {
                Append(text, title, wire, "by rank", step, 0, bytes, SumAlgorithm.ByRank);
                Append(text, "", wire, "by rank, hidden behind weight gradients", step, weights, bytes, SumAlgorithm.ByRank);
                Append(text, "", wire, "tree", step, 0, bytes, SumAlgorithm.Tree);
                title = "";
            }
        }

        output.Write(text);
        if (markdown is not null) MarkdownSection.Update(markdown, Section, text.ToString());
        return ExitCode.Success;
    }

    private static void Append(StringBuilder text, string title, Wire wire, string how, double compute, double hidden, double bytes, SumAlgorithm algorithm)
    {
        IEnumerable<string> efficiencies = s_ranks.Select(ranks =>
        {
            double sum = RankModel.Sum(algorithm, wire, ranks, bytes, SumBandwidth);
            return string.Create(CultureInfo.InvariantCulture, $"{compute / RankModel.Step(compute, hidden, wire, ranks, sum):P0}");
        });
        text.Append(CultureInfo.InvariantCulture, $"| {title} | {wire.Name} | {how} | {string.Join(" | ", efficiencies)} |\n");
    }
}
