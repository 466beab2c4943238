using System.Runtime.InteropServices;

using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Peers;
using NetGen.Benchmarks.Reporting;

namespace NetGen.Benchmarks.Comparing;

/// <summary>The whole side-by-side run.</summary>
internal static class Comparison
{
    /// <summary>Runs until it is done, or until Ctrl-C or a polite end of the process; then writes what there is.</summary>
    /// <returns>The exit code: 0 if every result agrees with every peer's.</returns>
    public static int Run(CompareOptions options, TextWriter output, TextWriter errors)
    {
        using var stop = new CancellationTokenSource();
        using var interrupts = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var ends = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return Run(options, output, errors, stop.Token);

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    /// <summary>Runs all cases that the options ask for and writes the reports; those of the cases that were finished, if it is stopped.</summary>
    /// <returns>The exit code.</returns>
    internal static int Run(CompareOptions options, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        IReadOnlyList<ComparisonCase> cases = ComparisonCase.Select(options);
        if (cases.Count == 0)
        {
            errors.WriteLine(options.All ? "error: no network has such a batch and mode." : "error: the usual cases have no such batch and mode; --all has every one.");
            return ExitCode.Usage;
        }

        string directory = Directory.CreateTempSubdirectory("netgen-compare-").FullName;
        var rows = new List<ComparisonRow>();
        try
        {
            using PeerSet peers = PeerSet.Start(options.Threads, options.Peers);
            foreach (string note in peers.Notes) errors.WriteLine($"note: {note}");
            if (IsBusy(options.Threads[^1], stop)) errors.WriteLine("note: other programs are using the processor; do not trust the figures of several threads.");
            output.WriteLine($"{Machine.Describe()}; {string.Join("; ", ["NetGen", .. peers.Present])}");
            output.WriteLine(RowText.Header);
            int code;
            try
            {
                code = Measure(cases, options, peers, directory, rows, output, errors, stop);
            }
            finally
            {
                // Whatever ended it: hours of measuring are not thrown away.
                if (options.Json is not null) File.WriteAllText(options.Json, JsonReport.Write(rows));
                if (options.Markdown is not null && rows.Count > 0) MarkdownReport.Update(options.Markdown, rows, peers);
            }

            return code;
        }
        catch (OperationCanceledException)
        {
            errors.WriteLine(FormattableString.Invariant($"stopped: {rows.Count} rows were measured."));
            return ExitCode.Stopped;
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

    private static int Measure(
        IReadOnlyList<ComparisonCase> cases,
        CompareOptions options,
        PeerSet peers,
        string directory,
        List<ComparisonRow> rows,
        TextWriter output,
        TextWriter errors,
        CancellationToken stop)
    {
        bool agree = true;
        var progress = new Progress(cases.Count, TimeProvider.System);
        foreach (ComparisonCase comparison in cases)
        {
            errors.WriteLine(progress.Begin(comparison));
            using var run = new CaseRun(comparison, options.Threads, peers, directory);
            foreach (ComparisonRow row in run.Run(options.Time, stop))
            {
                rows.Add(row);
                output.WriteLine(RowText.Line(row));
            }

            foreach (string problem in run.Problems) errors.WriteLine($"error: {problem}");
            agree &= run.Problems.Count == 0;
        }

        return agree ? ExitCode.Success : ExitCode.Failure;
    }

    /// <summary>Whether so many threads together reach clearly less than so many times what one reaches.</summary>
    private static bool IsBusy(int threads, CancellationToken stop)
    {
        if (threads == 1 || threads > Environment.ProcessorCount) return false;
        using var one = new FmaPeak(1);
        using var all = new FmaPeak(threads);
        double[] seconds = RoundRobin.Measure([one, all], new MeasuringTime(0.1, 5), stop);
        return all.FlopsPerIteration / seconds[1] < 0.85 * threads * one.FlopsPerIteration / seconds[0];
    }
}
