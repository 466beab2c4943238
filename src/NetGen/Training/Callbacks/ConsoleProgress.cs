using System.Diagnostics;
using System.Globalization;

namespace NetGen;

/// <summary>
/// Says how training goes: a line for each epoch, and in a terminal, below them, one that shows how far the current one is. Where output is redirected, or a notebook
/// shows it, there are the lines alone.
/// </summary>
public sealed class ConsoleProgress : ITrainingCallback
{
    private static readonly TimeSpan s_refresh = TimeSpan.FromMilliseconds(100);
    private readonly TextWriter _output;
    private readonly bool _isLive;
    private readonly Stopwatch _epoch = new();
    private readonly Stopwatch _shown = new();
    private int _width;

    /// <summary>Progress on the console.</summary>
    public ConsoleProgress()
        : this(Console.Out, isLive: !Console.IsOutputRedirected)
    {
    }

    /// <summary>Progress somewhere else.</summary>
    /// <param name="output">Where the lines go.</param>
    /// <param name="isLive">Whether a line may be written over, as in a terminal.</param>
    public ConsoleProgress(TextWriter output, bool isLive)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _isLive = isLive;
    }

    /// <inheritdoc/>
    public void OnEpochBegin(TrainingContext context) => _epoch.Restart();

    /// <inheritdoc/>
    public void OnStep(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!_isLive || (_shown.IsRunning && _shown.Elapsed < s_refresh)) return;
        _shown.Restart();
        Rewrite(string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {context.Epoch + 1}/{context.Epochs}  step {context.StepInEpoch}/{context.StepsPerEpoch}  loss {context.Loss:G4}  {context.SamplesPerSecond:N0} samples/s"));
    }

    /// <inheritdoc/>
    public void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Rewrite("");
        _output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"epoch {context.Epoch + 1}/{context.Epochs}  {_epoch.Elapsed.TotalSeconds:F1} s  {context.History[^1].Measured}"));
    }

    /// <inheritdoc/>
    public void OnEnd(TrainingContext context, TrainingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Reason != StopReason.Completed) _output.WriteLine(report.ToString());
    }

    /// <summary>Writes over the current line; what the last one had more is blanked.</summary>
    private void Rewrite(string line)
    {
        if (!_isLive || (line.Length == 0 && _width == 0)) return;
        _output.Write("\r" + line.PadRight(_width) + (line.Length == 0 ? "\r" : ""));
        _width = line.Length;
    }
}
