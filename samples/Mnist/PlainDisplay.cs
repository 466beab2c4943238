using NetGen;
using NetGen.Data;

namespace MnistSample;

/// <summary>Plain lines: one for each file that is fetched. Those that the program writes itself, one for each pass, are enough for training.</summary>
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

    public override void Train(Action<IProgress<TrainingProgress>> train) => train(new Reporter<TrainingProgress>(static _ => { }));
}
