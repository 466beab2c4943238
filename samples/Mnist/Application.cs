using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen;
using NetGen.Data;
using NetGen.Files;

namespace MnistSample;

/// <summary>One run of the program: get digits, train, save, test, show.</summary>
/// <param name="options">What the user asks for.</param>
/// <param name="group">The processes that train together, of which the first alone writes and shows; null for this one alone.</param>
internal sealed class Application(Options options, IProcessGroup? group = null)
{
    private const int MistakesShown = 4;
    private const int StepsBetweenReports = 10;

    // A checkpoint is 40 MB, and a step takes a hundredth of a second: at most a tenth of the time goes into files.
    private const int StepsBetweenCheckpoints = 40;

    private readonly Display _display = group is { Rank: > 0 } ? new SilentDisplay() : Display.Create();

    private bool IsFirst => group is null or { Rank: 0 };

    private int Threads => Math.Max(1, options.Threads / (group?.LocalSize ?? 1));

    /// <summary>Runs, and tells every foreseeable trouble in one line.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        using var interruption = new Interruption();
        try
        {
            return Run(interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            _display.WriteLine("Interrupted before training began.");
            return ExitCode.Interrupted;
        }
        catch (Exception exception) when (exception is BadInputException or IOException or UnauthorizedAccessException or TrainingDivergedException)
        {
            ErrorLine.Write(Console.Error, exception.Message);
            return ExitCode.Failure;
        }
    }

    private int Run(CancellationToken cancellation)
    {
        DigitNet network = CreateNetwork();
        TrainAndTest digits = GetDigits(cancellation);
        DescribeRun();
        var history = new TrainingHistory(digits.Train.Count, StepsBetweenReports, epoch => _display.WriteLine(epoch.Describe(options.EpochsToRun)));
        Evaluation? test = Train(network, digits, history, cancellation);
        if (IsFirst) Save(network);
        if (IsFirst && options.Json is not null) CreateReport(digits, history.Epochs, test).Write(options.Json);
        if (test is null)
        {
            _display.WriteLine(FormattableString.Invariant($"Interrupted after {history.Epochs.Count} of {options.EpochsToRun} epochs."));
            return ExitCode.Interrupted;
        }

        if (IsFirst) ShowResult(network, digits.Test, test);
        return ExitCode.Success;
    }

    private TrainAndTest GetDigits(CancellationToken cancellation)
    {
        // What is fetched is fetched once: the others wait until it is there.
        if (options.Download && !IsFirst) group!.Broadcast(new byte[1]);
        TrainAndTest digits = Digits.Get(options, _display, cancellation);
        if (options.Download && IsFirst) group?.Broadcast(new byte[1]);
        return digits;
    }

    private DigitNet CreateNetwork()
    {
        if (options.Load is null) return new DigitNet(options.Seed);
        try
        {
            return DigitNet.Load(options.Load);
        }
        catch (NetworkFileException exception)
        {
            throw new BadInputException($"No parameters of {DigitNet.Info.Name} in {exception.Message}", exception);
        }
    }

    /// <summary>Trains, unless no passes are asked for, and tests.</summary>
    /// <returns>How the network reads the test images at the end; null if the user interrupted.</returns>
    private Evaluation? Train(DigitNet network, TrainAndTest digits, TrainingHistory history, CancellationToken cancellation)
    {
        if (options.EpochsToRun == 0) return network.Evaluate(digits.Test, Threads);
        using Trainer<DigitNet> trainer = network.CreateTrainer(new Adam(options.Rate),
            new TrainerOptions { Threads = Threads, Seed = options.Seed, ProcessGroup = group });
        TrainingReport? report = null;
        try
        {
            _display.Train(shown => report = trainer.Fit(digits.Train, new FitOptions
            {
                Epochs = options.EpochsToRun,
                BatchSize = options.Batch,
                Schedule = LearningRateSchedule.Cosine,
                Validation = digits.Test,
                Progress = new Display.Reporter<TrainingProgress>(progress =>
                {
                    history.Add(progress);
                    shown.Report(progress);
                }),
                ReportEverySteps = StepsBetweenReports,
                CheckpointDirectory = options.Checkpoints,
                CheckpointEverySteps = options.Checkpoints is null ? null : StepsBetweenCheckpoints,

                // A machine that is lost is no reason to begin anew.
                AllowChanged = group is null ? RunSettings.None : RunSettings.Processes,
                CancellationToken = cancellation,
            }));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested || group is not null)
        {
            return null;
        }
        catch (InvalidOperationException exception) when (options.Checkpoints is not null)
        {
            throw new BadInputException(exception.Message, exception);
        }

        return report!.Validation;
    }

    private void DescribeRun()
    {
        NetworkInfo info = DigitNet.Info;
        _display.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{info.Name}: {info.ParameterCount:N0} parameters, {info.MultiplyAdds:N0} multiply-adds per image"));
        if (options.EpochsToRun == 0) return;
        _display.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Adam, learning rate {options.Rate} to 0, batch {options.Batch}, seed {options.Seed}, threads {Threads}, {VectorBits()}-bit vectors{(group is null ? "" : $", {group.Size} processes")}"));
    }

    private void Save(DigitNet network)
    {
        if (options.Save is null) return;
        network.Save(options.Save);
        _display.WriteLine($"Saved '{options.Save}'.");
    }

    private void ShowResult(DigitNet network, Dataset images, Evaluation test)
    {
        IReadOnlyList<Mistake> mistakes = Mistakes.Find(network, images);
        _display.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nTest accuracy: {Percent.Of(test.Accuracy!.Value)} ({mistakes.Count:N0} of {test.Samples:N0} read wrongly)\n"));
        _display.WriteLine(ConfusionTable.Format(ConfusionTable.Rows(test.Confusion!)));
        if (mistakes.Count == 0) return;
        _display.WriteLine("Read wrongly, the surest first:\n");
        var pictures = mistakes.Take(MistakesShown).Select(mistake => (Caption(mistake), TerminalDigits.Draw(images.Input(mistake.Index), Mnist.ImageSize)));
        _display.WriteLine(TerminalDigits.Arrange([.. pictures], Mnist.ImageSize, _display.Width).TrimEnd());
    }

    private static string Caption(Mistake mistake) => FormattableString.Invariant($"{mistake.Label}, read as {mistake.Answer} ({Percent.Of(mistake.Confidence)})");

    private Report CreateReport(TrainAndTest digits, IReadOnlyList<EpochResult> epochs, Evaluation? test)
    {
        using Process process = Process.GetCurrentProcess();
        NetworkInfo info = DigitNet.Info;
        return new Report
        {
            Settings = new ReportSettings(
                options.IsMnist ? "mnist" : "drawn",
                digits.Train.Count,
                digits.Test.Count,
                options.EpochsToRun,
                options.Batch,
                nameof(Adam),
                options.Rate,
                nameof(LearningRateSchedule.Cosine),
                options.Seed,
                Threads,
                options.Load),
            Network = new ReportNetwork(info.Name, info.ParameterCount, info.MultiplyAdds),
            Machine = new ReportMachine(VectorBits(), Environment.ProcessorCount, RuntimeInformation.FrameworkDescription),
            Epochs = epochs,
            Accuracy = test?.Accuracy,
            Confusion = test is null ? null : ConfusionTable.Rows(test.Confusion!),
            PeakMemoryBytes = process.PeakWorkingSet64,
            Interrupted = test is null,
        };
    }

    private static int VectorBits()
    {
        if (Vector512.IsHardwareAccelerated) return 512;
        if (Vector256.IsHardwareAccelerated) return 256;
        return Vector128.IsHardwareAccelerated ? 128 : 32;
    }
}
