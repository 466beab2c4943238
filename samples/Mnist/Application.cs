using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen;
using NetGen.Data;

namespace MnistSample;

/// <summary>One run of the program: get digits, train, save, test, show.</summary>
internal sealed class Application(Options options)
{
    private const int MistakesShown = 4;

    private readonly Display _display = Display.Create();

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
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TrainingDivergedException)
        {
            ErrorLine.Write(exception.Message);
            return ExitCode.Failure;
        }
    }

    private int Run(CancellationToken cancellation)
    {
        DigitNet network = options.Load is null ? new DigitNet(options.Seed) : DigitNet.Load(options.Load);
        TrainAndTest digits = Digits.Get(options, _display, cancellation);
        DescribeRun();
        var loop = new TrainingLoop(network, digits, options);
        Evaluation? evaluation = TrainAndTest(network, digits, loop, cancellation);
        Save(network);
        if (options.Json is not null) CreateReport(digits, loop.Epochs, evaluation).Write(options.Json);
        if (evaluation is null)
        {
            _display.WriteLine(FormattableString.Invariant($"Interrupted after {loop.Epochs.Count} of {options.EpochsToRun} epochs."));
            return ExitCode.Interrupted;
        }

        ShowResult(digits.Test, evaluation);
        return ExitCode.Success;
    }

    /// <returns>How the network reads the test images at the end; null if the user interrupted.</returns>
    private Evaluation? TrainAndTest(DigitNet network, TrainAndTest digits, TrainingLoop loop, CancellationToken cancellation)
    {
        try
        {
            int epochs = options.EpochsToRun;
            if (epochs > 0) _display.Train(epochs, digits.Train.Count, progress => loop.Run(progress, result => _display.WriteEpoch(result, epochs), cancellation));
            return loop.LastEvaluation ?? Evaluation.Run(network, digits.Test, options.Threads, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private void DescribeRun()
    {
        NetworkInfo info = DigitNet.Info;
        _display.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{info.Name}: {info.ParameterCount:N0} parameters, {info.MultiplyAdds:N0} multiply-adds per image; {VectorBits()}-bit vectors, up to {options.Threads} threads"));
        if (options.EpochsToRun > 0)
            _display.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Adam, learning rate {options.Rate}, batch {options.Batch}, seed {options.Seed}; Ctrl-C stops"));
    }

    private void Save(DigitNet network)
    {
        if (options.Save is null) return;
        network.Save(options.Save);
        _display.WriteLine($"Saved '{options.Save}'.");
    }

    private void ShowResult(Dataset test, Evaluation evaluation)
    {
        int wrong = evaluation.Total - evaluation.Confusion.Right;
        _display.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nTest accuracy: {Percent.Of(evaluation.Accuracy)} ({wrong:N0} of {evaluation.Total:N0} read wrongly)\n"));
        _display.WriteLine(evaluation.Confusion.ToString());
        if (wrong == 0) return;
        Reading[] mistakes = [.. evaluation.Mistakes.Take(MistakesShown)];
        _display.WriteLine("Read wrongly, the surest first:\n");
        var pictures = mistakes.Select(mistake => (Caption(mistake), TerminalDigits.Draw(test.Input(mistake.Index), Mnist.ImageSize)));
        _display.WriteLine(TerminalDigits.Arrange([.. pictures], Mnist.ImageSize, _display.Width).TrimEnd());
    }

    private static string Caption(Reading mistake) => FormattableString.Invariant($"{mistake.Label}, read as {mistake.Answer} ({Percent.Of(mistake.Confidence)})");

    private Report CreateReport(TrainAndTest digits, IReadOnlyList<EpochResult> epochs, Evaluation? evaluation)
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
                options.Seed,
                options.Threads,
                options.Load),
            Network = new ReportNetwork(info.Name, info.ParameterCount, info.MultiplyAdds),
            Machine = new ReportMachine(VectorBits(), Environment.ProcessorCount, RuntimeInformation.FrameworkDescription),
            Epochs = epochs,
            Accuracy = evaluation?.Accuracy,
            Confusion = evaluation?.Confusion.Rows,
            PeakMemoryBytes = process.PeakWorkingSet64,
            Interrupted = evaluation is null,
        };
    }

    private static int VectorBits()
    {
        if (Vector512.IsHardwareAccelerated) return 512;
        if (Vector256.IsHardwareAccelerated) return 256;
        return Vector128.IsHardwareAccelerated ? 128 : 32;
    }
}
