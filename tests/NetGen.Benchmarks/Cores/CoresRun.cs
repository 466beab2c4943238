using System.Diagnostics;
using System.Globalization;
using System.Text;

using NetGen.Benchmarks.Reporting;
using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Cores;

/// <summary>
/// How training would use more cores than there are: each core's share of each phase runs alone, one after the other, and is timed. What is not in it: memory
/// that cores share, and clocks that fall where all of them compute.
/// </summary>
internal static class CoresRun
{
    private const string Section = "cores";

    /// <summary>Steps that are timed at least; each share counts with its shortest time.</summary>
    private const int LeastSteps = 5;

    private static readonly (string Work, int Batch)[] s_usual = [("convnet", 50), ("transformer", 8), ("transformer", 32), ("resnet8", 32), ("mlp-1024", 128)];

    /// <summary>Measures and reports.</summary>
    /// <param name="works">Names of networks; none for the usual ones.</param>
    /// <param name="batches">Their batches; none for the usual ones, or the largest of each network that was named.</param>
    /// <param name="cores">Numbers of cores.</param>
    /// <param name="seconds">How long to measure each network for each number.</param>
    /// <param name="markdown">The document whose section is replaced; null for none.</param>
    /// <param name="output">Where tables go.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] works, int[] batches, IReadOnlyList<int> cores, double seconds, string? markdown, TextWriter output)
    {
        TimeSpan barrier = MeasureBarrier();
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{Machine.Describe()}. A barrier of two threads takes {RowText.Seconds(barrier.TotalSeconds)}; one of n is counted as n - 1 of them.\n\n");
        text.Append("| network | batch | cores | step | efficiency | with barriers | most is lost in |\n|---|---:|---:|---:|---:|---:|---|\n");
        output.Write(text);
        foreach ((Work work, int batch) in Cases(works, batches))
        {
            TimeSpan alone = work.Schedule(WorkData.Create(work, batch), 1, LeastSteps, seconds).Step;
            foreach (int count in cores)
            {
                string row = Row(work, batch, count, alone, work.Schedule(WorkData.Create(work, batch), count, LeastSteps, seconds), barrier);
                output.Write(row);
                text.Append(row);
            }
        }

        if (markdown is not null) MarkdownSection.Update(markdown, Section, text.ToString());
        return ExitCode.Success;
    }

    private static IEnumerable<(Work Work, int Batch)> Cases(string[] works, int[] batches)
    {
        if (works.Length == 0) return s_usual.Where(usual => batches.Length == 0 || batches.Contains(usual.Batch)).Select(static usual => (WorkCatalog.Find(usual.Work), usual.Batch));
        return works.Select(WorkCatalog.Find).SelectMany(work => (batches.Length == 0 ? [work.Batches[^1]] : batches).Select(batch => (work, batch)));
    }

    private static string Row(Work work, int batch, int cores, TimeSpan alone, CoreSchedule schedule, TimeSpan barrier)
    {
        PhaseTimes? worst = schedule.Phases.MaxBy(phase => (phase.Slowest * cores) - (phase.Mean * phase.Workers));
        int place = worst is null ? -1 : schedule.Phases.ToList().IndexOf(worst);
        string lost = worst is null || cores == 1 ? "" : string.Create(
            CultureInfo.InvariantCulture, $"{work.PhaseName(place)}: {worst.Workers} shares, mean {RowText.Seconds(worst.Mean.TotalSeconds)}, slowest {RowText.Seconds(worst.Slowest.TotalSeconds)}");
        double bare = schedule.Efficiency(alone, cores, TimeSpan.Zero);
        double whole = schedule.Efficiency(alone, cores, barrier * (cores - 1));
        return string.Create(CultureInfo.InvariantCulture, $"| {work.Title} | {batch} | {cores} | {RowText.Seconds(schedule.Step.TotalSeconds)} | {bare:P0} | {whole:P0} | {lost} |\n");
    }

    /// <summary>Until two threads that have nothing to do have met.</summary>
    private static TimeSpan MeasureBarrier()
    {
        const int Meetings = 2_000;
        using WorkerPool pool = new(2, nameof(CoresRun));
        TimeSpan best = TimeSpan.MaxValue;
        for (int repeat = 0; repeat < 10; repeat++)
        {
            long begin = Stopwatch.GetTimestamp();
            for (int meeting = 0; meeting < Meetings; meeting++) pool.Run(static (_, _) => { }, 2);
            TimeSpan mean = Stopwatch.GetElapsedTime(begin) / Meetings;
            if (mean < best) best = mean;
        }

        return best;
    }
}
