using System.Globalization;
using System.Runtime.InteropServices;

using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Peers;

/// <summary>What a peer is to run, with the files through which parameters and data reach it.</summary>
/// <param name="Work">The network.</param>
/// <param name="Data">The batch.</param>
/// <param name="Threads">How many threads the peer may use.</param>
/// <param name="Directory">Where its files lie.</param>
internal sealed record PeerCase(Work Work, WorkData Data, int Threads, string Directory)
{
    /// <summary>The parameters, safetensors.</summary>
    public string ParameterFile => Path.Combine(Directory, "parameters.safetensors");

    /// <summary>The network in ONNX, parameters included.</summary>
    public string ModelFile => Path.Combine(Directory, "model.onnx");

    /// <summary>The batch: float32, channels first.</summary>
    public string InputFile => Path.Combine(Directory, "input.bin");

    /// <summary>Labels (int32) or targets (float32, channels first).</summary>
    public string TargetFile => Path.Combine(Directory, "target.bin");

    /// <summary>Where a peer puts its output.</summary>
    public string ResultFile => Path.Combine(Directory, "result.bin");

    /// <summary>Where a peer puts trained parameters.</summary>
    public string TrainedFile => Path.Combine(Directory, "trained.safetensors");

    /// <summary>Writes parameters, input and targets into a directory of their own below <paramref name="root"/>.</summary>
    public static PeerCase Create(Work work, WorkData data, int threads, string root)
    {
        string directory = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{work.Name}-{data.Batch}"));
        System.IO.Directory.CreateDirectory(directory);
        var peerCase = new PeerCase(work, data, threads, directory);
        work.SaveParameters(peerCase.ParameterFile);
        File.WriteAllBytes(peerCase.InputFile, MemoryMarshal.AsBytes(ImageOrder.ToChannelsFirst(data.Inputs, work.Graph.InputShape)).ToArray());
        byte[] targets = work.HasLabels
            ? MemoryMarshal.AsBytes(data.Labels.AsSpan()).ToArray()
            : MemoryMarshal.AsBytes(ImageOrder.ToChannelsFirst(data.Targets, work.Graph.OutputShape)).ToArray();
        File.WriteAllBytes(peerCase.TargetFile, targets);
        return peerCase;
    }

    /// <summary>Reads what a peer put into <see cref="ResultFile"/>: channels first.</summary>
    public float[] ReadResult() => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(ResultFile)).ToArray();
}
