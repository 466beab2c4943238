using System.Diagnostics;
using System.Globalization;
using NetGen.Data;
using NetGen.Files;

namespace ExperimentsSample;

/// <summary>Trains the networks of published experiments on MNIST and compares what comes out with what was published.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        using CancellationTokenSource stop = new();
        Console.CancelKeyPress += (_, pressed) =>
        {
            // The first Ctrl-C ends the replay between two steps, the second one the process.
            if (stop.IsCancellationRequested) return;
            pressed.Cancel = true;
            stop.Cancel();
        };
        return CommandLine.Invoke(arguments, Console.Error, options => Replay(options, stop.Token));
    }

    private static int Replay(Options options, CancellationToken cancellation)
    {
        List<ExperimentResult> results = [];
        try
        {
            TrainAndTest digits = Mnist.Load(options.Data);
            Laboratory laboratory = new(digits, options, Console.Out, cancellation);
            foreach (Experiment experiment in ExperimentCatalog.All.Where(experiment => options.Only.Count == 0 || options.Only.Contains(experiment.Id, StringComparer.OrdinalIgnoreCase)))
            {
                ExperimentResult result = Run(experiment, laboratory);
                results.Add(result);
                Show(result);

                // After each: an hour's work is not lost with the next one.
                if (options.Markdown is not null) ExperimentsPage.Write(options.Markdown, [result]);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Console.WriteLine("Stopped.");
            return ExitCode.Interrupted;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NetworkFileException)
        {
            Console.Error.WriteLine("error: " + exception.Message);
            return ExitCode.Failure;
        }

        int outside = results.Sum(result => result.Figures.Count(figure => !figure.IsInside));
        Console.WriteLine($"{results.Count} experiments, {results.Sum(result => result.Figures.Count)} figures, {outside} outside what is accepted");
        return outside == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static ExperimentResult Run(Experiment experiment, Laboratory laboratory)
    {
        laboratory.Say($"{experiment.Id}: {experiment.Title}");
        Stopwatch watch = Stopwatch.StartNew();
        IReadOnlyList<Figure> figures = experiment.Run(laboratory);
        return new ExperimentResult(experiment, figures, Reduced(experiment.Id, laboratory.Options), watch.Elapsed.TotalSeconds);
    }

    private static string Reduced(string id, Options options) => id switch
    {
        "E5" when options.Seeds < Options.AllSeeds => $"{options.Seeds} of {Options.AllSeeds} seeds",
        "E7" when options.Batches < Options.AllBatches => $"{options.Batches:N0} of {Options.AllBatches:N0} batches",
        "E10" when options.Epochs < Options.AllEpochs => $"{options.Epochs} of {Options.AllEpochs} epochs",
        _ => "",
    };

    private static void Show(ExperimentResult result)
    {
        foreach (Figure figure in result.Figures)
        {
            Console.WriteLine($"{(figure.IsInside ? "  " : "! ")}{figure.Name}: {Figure.Text(figure.Measured)} (published {figure.Published}; accepted {figure.Accepted})");
        }

        Console.WriteLine($"  {result.Seconds:F0} s");
    }
}
