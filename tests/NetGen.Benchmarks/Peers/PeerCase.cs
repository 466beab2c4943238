using System.Globalization;
using System.Runtime.InteropServices;

using NetGen.Benchmarks.Peers.Protocol;
using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Peers;

/// <summary>What a peer is to run, with the files through which parameters and data reach it.</summary>
/// <param name="Work">The network.</param>
/// <param name="Data">The batch.</param>
/// <param name="Threads">How many threads the peer may use.</param>
/// <param name="Directory">Where its files lie.</param>
internal sealed record PeerCase(Work Work, WorkData Data, int Threads, string Directory)
{
    /// <summary>All parameters, one behind the other: float32.</summary>
    public string ParameterFile => Path.Combine(Directory, "parameters.bin");

    /// <summary>The network in ONNX, parameters included.</summary>
    public string ModelFile => Path.Combine(Directory, "model.onnx");

    /// <summary>The batch: float32, channels first.</summary>
    public string InputFile => Path.Combine(Directory, "input.bin");

    /// <summary>Labels (int32) or targets (float32, channels first).</summary>
    public string TargetFile => Path.Combine(Directory, "target.bin");

    /// <summary>Where a peer puts its output, or its parameters.</summary>
    public string ResultFile => Path.Combine(Directory, "result.bin");

    /// <summary>Writes parameters, input and targets into a directory of their own below <paramref name="root"/>.</summary>
    public static PeerCase Create(Work work, WorkData data, int threads, string root)
    {
        string directory = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{work.Name}-{data.Batch}"));
        System.IO.Directory.CreateDirectory(directory);
        var peerCase = new PeerCase(work, data, threads, directory);
        IReadOnlyDictionary<string, float[]> parameters = work.InitialParameters();
        Write(peerCase.ParameterFile, [.. work.Info.Parameters.SelectMany(parameter => parameters[parameter.Name])]);
        Write(peerCase.InputFile, ImageOrder.ToChannelsFirst(data.Inputs, work.Graph.InputShape));
        if (work.HasLabels) Write<int>(peerCase.TargetFile, data.Labels);
        else Write(peerCase.TargetFile, ImageOrder.ToChannelsFirst(data.Targets, work.Graph.OutputShape));
        return peerCase;
    }

    /// <summary>Reads parameters that a peer put into <see cref="ResultFile"/>.</summary>
    public IReadOnlyDictionary<string, float[]> ReadParameters()
    {
        float[] values = PeerServer.ReadValues<float>(ResultFile);
        var parameters = new Dictionary<string, float[]>(StringComparer.Ordinal);
        int begin = 0;
        foreach (ParameterInfo parameter in Work.Info.Parameters)
        {
            parameters.Add(parameter.Name, values[begin..(begin + parameter.Count)]);
            begin += parameter.Count;
        }

        return parameters;
    }

    private static void Write<T>(string path, Span<T> values)
        where T : unmanaged => File.WriteAllBytes(path, MemoryMarshal.AsBytes(values));
}
