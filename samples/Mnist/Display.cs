using NetGen;
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
    public abstract void Train(Action<IProgress<TrainingProgress>> train);

    /// <summary>Hands values on in the thread that reports them: later ones never overtake.</summary>
    public sealed class Reporter<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
