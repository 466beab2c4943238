using NetGen.Data;

namespace MnistSample;

/// <summary>Plain lines: one for each file fetched and each pass.</summary>
internal sealed class PlainDisplay : Display
{
    public override int Width => PlainWidth;

    public override void WriteLine(string line) => Console.Out.WriteLine(line);

    public override void Fetch(Action<IProgress<DownloadProgress>> fetch)
    {
        string? current = null;
        fetch(new Reporter<DownloadProgress>(status =>
        {
            if (status.File == current) return;
            current = status.File;
            WriteLine(FormattableString.Invariant($"file {status.FileIndex + 1}/{status.FileCount}: {status.File}"));
        }));
    }

    public override void Train(int epochs, int imagesPerEpoch, Action<IProgress<TrainingStatus>> train) => train(new Reporter<TrainingStatus>(static _ => { }));
}
