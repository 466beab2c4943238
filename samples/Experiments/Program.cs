using System.Globalization;
using System.Runtime.InteropServices;

using NetGen.Files;

namespace ExperimentsSample;

/// <summary>Trains the networks of published experiments and compares what comes out with what was published.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        using CancellationTokenSource stop = new();

        // The first Ctrl-C ends the run between two steps, the second one the process.
        using PosixSignalRegistration interruption = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            if (stop.IsCancellationRequested) return;
            context.Cancel = true;
            stop.Cancel();
        });
        LaboratoryProgram program = new(Console.Out, Console.Error, !Console.IsOutputRedirected, stop.Token);
        return program.Invoke(arguments);
    }
}

/// <summary>The program without its process.</summary>
internal sealed class LaboratoryProgram(TextWriter output, TextWriter errors, bool isTerminal, CancellationToken cancellation)
{
    /// <summary>Does what the arguments say.</summary>
    public int Invoke(string[] arguments) => CommandLine.Invoke(arguments, output, errors, new Commands(List, options => Guarded(options, Run), options => Guarded(options, Report)));

    private int List(Options options)
    {
        PartStore store = new(options.Out);
        LaboratorySettings? settings = store.FindSettings();
        foreach (Experiment experiment in Catalog.Experiments) output.WriteLine($"{experiment.Id,-4} {State(experiment, store, settings),-22} {experiment.Title}");
        bool holds = Catalog.Experiments.OfType<Formula>().All(static formula => formula.Check().Figures.All(static figure => figure.IsInside));
        return holds ? ExitCode.Success : ExitCode.Failure;
    }

    private static string State(Experiment experiment, PartStore store, LaboratorySettings? settings)
    {
        if (experiment is Formula formula) return formula.Check().Figures.All(static figure => figure.IsInside) ? "formula, holds" : "formula, DOES NOT HOLD";
        if (settings is null) return "not run";
        Part[] parts = [.. experiment.Parts(settings)];
        int finished = parts.Count(part => store.Find(experiment, part, settings) is not null);
        return finished == 0 ? "not run" : finished == parts.Length ? "finished" : FormattableString.Invariant($"{finished} of {parts.Length} parts");
    }

    private int Run(Options options)
    {
        Digits digits = Digits.Load(options.Data, options.Settings.IsQuick);
        LaboratorySettings settings = digits.Describe(options.Settings);
        PartStore store = new(options.Out);
        store.Keep(settings);
        output.WriteLine($"{settings.Digits}. Finished parts and reports are in {Path.GetFullPath(options.Out)}.");
        using LiveReport? live = options.Watches ? new LiveReport() : null;
        if (live is not null) output.WriteLine($"While it learns: {live.Address}");
        Runner runner = new(store, settings) { Watcher = live is null ? null : live.Show };
        runner.Run(options.Experiments, digits, options.Threads, output, isTerminal, cancellation);
        IReadOnlyList<Replay> replays = ReportFiles.Write(options.Out, runner, settings, Catalog.Experiments);
        return Tell([.. replays.Where(replay => options.Experiments.Contains(replay.Experiment))], options.Out);
    }

    private int Report(Options options)
    {
        PartStore store = new(options.Out);
        if (store.FindSettings() is not { } settings)
        {
            errors.WriteLine($"error: nothing was run in '{options.Out}': 'run' comes first.");
            return ExitCode.Failure;
        }

        IReadOnlyList<Replay> replays = ReportFiles.Write(options.Out, new Runner(store, settings), settings, Catalog.Experiments);
        if (options.Docs is not null) DocumentationPage.Write(options.Docs, settings, [.. Catalog.Experiments.Select(experiment => (experiment, replays.FirstOrDefault(replay => replay.Experiment == experiment)))]);
        return Tell(replays, options.Out);
    }

    private int Tell(IReadOnlyList<Replay> replays, string folder)
    {
        foreach (Replay replay in replays)
        {
            output.WriteLine($"{replay.Experiment.Id}: {replay.Experiment.Title}");
            foreach (Figure figure in replay.Conclusion.Figures)
            {
                bool isOutside = figure.IsAsserted(replay.Settings) && !figure.IsInside;
                string range = figure.Range.Length > 0 ? $", {figure.Range}" : "";
                output.WriteLine($"{(isOutside ? "! " : "  ")}{figure.Name}: {Figure.Text(figure.Measured)}{range} (published {figure.Published}; accepted {figure.Accepted}{(figure.Verdict(replay.Settings) == "not claimed" ? ", not claimed" : "")})");
            }
        }

        int outside = replays.Sum(static replay => replay.Outside.Count());
        output.WriteLine($"{replays.Count} experiments, {replays.Sum(static replay => replay.Conclusion.Figures.Count)} figures, {outside} outside what is accepted. {Path.GetFullPath(Path.Combine(folder, "report.html"))}");
        return outside == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private int Guarded(Options options, Func<Options, int> run)
    {
        try
        {
            return run(options);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            output.WriteLine();
            output.WriteLine($"Stopped. What is finished is kept in '{options.Out}': the same command goes on from there.");
            return ExitCode.Interrupted;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NetworkFileException or InvalidDataException)
        {
            errors.WriteLine("error: " + exception.Message);
            return ExitCode.Failure;
        }
    }
}
