using System.Globalization;
using NetGen.Data;
using Spectre.Console;

namespace MnistSample;

/// <summary>Where progress is shown: in a terminal as a bar that moves, in a file or pipe as plain lines.</summary>
internal abstract class Display
{
    /// <summary>Width of lines in a file or pipe.</summary>
    private protected const int PlainWidth = 80;

    /// <summary>Characters that fit in a line.</summary>
    public abstract int Width { get; }

    /// <summary>The display for where the output goes.</summary>
    public static Display Create()
    {
        Capabilities capabilities = AnsiConsole.Profile.Capabilities;
        return !Console.IsOutputRedirected && capabilities.Ansi && capabilities.Interactive ? new TerminalDisplay() : new PlainDisplay();
    }

    /// <summary>Writes one line.</summary>
    public abstract void WriteLine(string line);

    /// <summary>Shows a download while it runs.</summary>
    public abstract void Fetch(Action<IProgress<DownloadProgress>> fetch);

    /// <summary>Shows training while it runs.</summary>
    /// <param name="epochs">Passes to come.</param>
    /// <param name="imagesPerEpoch">Images of one.</param>
    /// <param name="train">Does the work.</param>
    public abstract void Train(int epochs, int imagesPerEpoch, Action<IProgress<TrainingStatus>> train);

    /// <summary>Writes what a pass has brought.</summary>
    public void WriteEpoch(EpochResult result, int epochs) => WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {result.Epoch}/{epochs}: loss {result.Loss:F4}, test accuracy {Percent.Of(result.Accuracy)}, {result.ImagesPerSecond:N0} images/s"));

    /// <summary>Hands values on in the thread that reports them: later ones never overtake.</summary>
    private protected sealed class Reporter<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
