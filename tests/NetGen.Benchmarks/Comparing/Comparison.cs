using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Peers;
using NetGen.Benchmarks.Reporting;

namespace NetGen.Benchmarks.Comparing;

/// <summary>The whole side-by-side run.</summary>
internal static class Comparison
{
    /// <summary>Runs all cases that the options ask for and writes the reports.</summary>
    /// <returns>The exit code: 0 if every result agrees with every peer's.</returns>
    public static int Run(CompareOptions options, TextWriter output, TextWriter errors)
    {
        IReadOnlyList<ComparisonCase> cases = ComparisonCase.Select(options);
        if (cases.Count == 0)
        {
            errors.WriteLine("error: no work has such a batch and mode.");
            return ExitCode.Usage;
        }

        string directory = Directory.CreateTempSubdirectory("netgen-compare-").FullName;
        try
        {
            using PeerSet peers = PeerSet.Start(options.Threads);
            foreach (string missing in peers.Missing) errors.WriteLine($"note: {missing}");
            if (IsBusy(options.Threads[^1])) errors.WriteLine("note: other programs are using the processor; do not trust the figures of several threads.");
            output.WriteLine($"{Machine.Describe()}; {string.Join("; ", ["NetGen", .. peers.Present])}");
            output.WriteLine(RowText.Header);
            var rows = new List<ComparisonRow>();
            bool agree = true;
            foreach (ComparisonCase comparison in cases)
            {
                using var run = new CaseRun(comparison, options.Threads, peers, directory);
                foreach (ComparisonRow row in run.Run(options.Time))
                {
                    rows.Add(row);
                    output.WriteLine(RowText.Line(row));
                }

                foreach (string problem in run.Problems) errors.WriteLine($"error: {problem}");
                agree &= run.Problems.Count == 0;
            }

            if (options.Json is not null) File.WriteAllText(options.Json, JsonReport.Write(rows));
            if (options.Markdown is not null) MarkdownReport.Update(options.Markdown, rows, peers);
            return agree ? ExitCode.Success : ExitCode.Failure;
        }
        catch (PeerFailedException exception)
        {
            errors.WriteLine($"error: a peer failed while it was timed: {exception.Message}");
            return ExitCode.Failure;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Whether so many threads together reach clearly less than so many times what one reaches.</summary>
    private static bool IsBusy(int threads)
    {
        if (threads == 1 || threads > Environment.ProcessorCount) return false;
        using var one = new FmaPeak(1);
        using var all = new FmaPeak(threads);
        double[] seconds = RoundRobin.Measure([one, all], new MeasuringTime(0.1, 5));
        return all.FlopsPerIteration / seconds[1] < 0.85 * threads * one.FlopsPerIteration / seconds[0];
    }
}
