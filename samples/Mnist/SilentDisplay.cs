using NetGen;
using NetGen.Data;

namespace MnistSample;

/// <summary>Shows nothing: of processes that train together one shows what all do.</summary>
internal sealed class SilentDisplay : Display
{
    public override int Width => PlainWidth;

    public override void WriteLine(string line)
    {
    }

    public override void Fetch(Action<IProgress<DownloadProgress>> fetch) => fetch(new Reporter<DownloadProgress>(static _ => { }));

    public override void Train(Action<IProgress<TrainingProgress>> train) => train(new Reporter<TrainingProgress>(static _ => { }));
}
