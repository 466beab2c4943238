using System.Globalization;
using NetGen;
using NetGen.Data;
using Spectre.Console;

namespace MnistSample;

/// <summary>A bar that moves, with figures beside it; lines are written above it.</summary>
internal sealed class TerminalDisplay : Display
{
    private const int BarWidth = 12;

    public override int Width => AnsiConsole.Profile.Width;

    public override void WriteLine(string line) => AnsiConsole.WriteLine(line);

    public override void Fetch(Action<IProgress<DownloadProgress>> fetch) => WithBar("connecting", bar => fetch(new Reporter<DownloadProgress>(status =>
    {
        bar.MaxValue = Math.Max(1, status.BytesTotal ?? status.BytesDone);
        bar.Value = status.BytesDone;
        bar.Description = FormattableString.Invariant($"{status.File}  {status.BytesDone / 1e6:F1} MB");
    })));

    public override void Train(Action<IProgress<TrainingProgress>> train) => WithBar("starting", bar =>
    {
        string accuracy = "";
        train(new Reporter<TrainingProgress>(progress =>
        {
            bar.MaxValue = (double)progress.Epochs * progress.StepsPerEpoch;
            bar.Value = ((double)progress.Epoch * progress.StepsPerEpoch) + progress.StepInEpoch;
            if (progress.Completed?.ValidationAccuracy is { } share) accuracy = $"  accuracy {Percent.Of(share)}";
            bar.Description = string.Create(CultureInfo.InvariantCulture, $"epoch {progress.Epoch + 1}/{progress.Epochs}  loss {progress.Loss:F4}{accuracy}  {progress.SamplesPerSecond:N0} images/s");
        }));
    });

    private static void WithBar(string start, Action<ProgressTask> run) => AnsiConsole.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = BarWidth }, new RemainingTimeColumn())
        .Start(context => run(context.AddTask(start)));
}
