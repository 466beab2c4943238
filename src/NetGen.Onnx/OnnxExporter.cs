using Google.Protobuf;

using NetGen.Onnx.Graphs;
using NetGen.Runtime;

namespace NetGen.Onnx;

/// <summary>
/// Writes networks as ONNX models, with their weights as they are at the moment. A model takes any number of samples at once (the dimension N); its inputs and
/// outputs have the names of <see cref="NetworkInfo.Inputs"/> and <see cref="NetworkInfo.Outputs"/>. Indices and lengths are int32, all other values float.
/// </summary>
public static class OnnxExporter
{
    /// <summary>Writes a network as a model, beside <paramref name="path"/> and then renamed onto it.</summary>
    /// <param name="network">Its weights are read; it may be used by others meanwhile, but not trained.</param>
    /// <param name="path">A file that is there is replaced.</param>
    /// <param name="options">The defaults where null.</param>
    /// <exception cref="OnnxExportException">ONNX has no words for some layers, all of which it names, or the weights are more than a model's 2 GB. Nothing was written.</exception>
    /// <exception cref="IOException">
    /// The file cannot be written (no such folder, no permission, no space, or the name is that of a folder, a pipe or a device); the old file is
    /// untouched.
    /// </exception>
    public static void ExportOnnx<TNetwork>(this TNetwork network, string path, OnnxOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ModelProto model = Build(network, options);
        WholeFile.Write(path, model.WriteTo);
    }

    /// <summary>Writes a network as a model into a stream, from its position on. The stream stays open.</summary>
    /// <param name="network">Its weights are read; it may be used by others meanwhile, but not trained.</param>
    /// <param name="stream">It is written to once all of the model is known.</param>
    /// <param name="options">The defaults where null.</param>
    /// <exception cref="OnnxExportException">ONNX has no words for some layers, all of which it names, or the weights are more than a model's 2 GB. Nothing was written.</exception>
    /// <exception cref="ArgumentException">The stream cannot be written to.</exception>
    /// <exception cref="IOException">Writing failed.</exception>
    public static void Export<TNetwork>(TNetwork network, Stream stream, OnnxOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanWrite) throw new ArgumentException("The stream cannot be written to.", nameof(stream));
        Build(network, options).WriteTo(stream);
    }

    private static ModelProto Build<TNetwork>(TNetwork network, OnnxOptions? options)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        return ModelBuilder.Build(TNetwork.Info, network.CopyParameter, options ?? new OnnxOptions());
    }
}
