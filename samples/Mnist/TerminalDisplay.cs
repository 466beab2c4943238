using System.Globalization;
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

    public override void Train(int epochs, int imagesPerEpoch, Action<IProgress<TrainingStatus>> train) => WithBar("starting", bar =>
    {
        bar.MaxValue = (double)epochs * imagesPerEpoch;
        train(new Reporter<TrainingStatus>(status =>
        {
            bar.Value = status.ImagesDone;
            string accuracy = status.Accuracy is { } share ? $"  accuracy {Percent.Of(share)}" : "";
            bar.Description = string.Create(CultureInfo.InvariantCulture, $"epoch {status.Epoch}/{epochs}  loss {status.Loss:F4}{accuracy}  {status.ImagesPerSecond:N0} images/s");
        }));
    });

    private static void WithBar(string start, Action<ProgressTask> run) => AnsiConsole.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = BarWidth }, new RemainingTimeColumn())
        .Start(context => run(context.AddTask(start)));
}
