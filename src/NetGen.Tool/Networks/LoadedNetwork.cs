using NetGen.Files;
using NetGen.Onnx;

namespace NetGen.Tool.Networks;

/// <summary>A network's class that was found in an assembly.</summary>
internal abstract class LoadedNetwork
{
    public abstract string FullName { get; }

    public abstract NetworkInfo Info { get; }

    /// <summary>Whether it ends in a loss.</summary>
    public abstract bool IsTrainable { get; }

    /// <summary>Layers, parameters, memory and the predicted signal.</summary>
    public abstract NetworkSummary Summarize();

    /// <summary>A new network, to be run over and over.</summary>
    /// <returns>What fills the outputs with the predictions for the inputs.</returns>
    public abstract Action Start(int threads, float[] inputs, float[] outputs);

    /// <summary>The ONNX model of the same new network.</summary>
    /// <exception cref="OnnxExportException">A layer cannot be said in ONNX.</exception>
    public abstract byte[] ToModel();

    /// <summary>Writes the network as an ONNX model.</summary>
    /// <param name="target">The model's file.</param>
    /// <param name="weights">A file that the network loads; null for initial values.</param>
    /// <param name="options">How it is written.</param>
    /// <exception cref="CommandException">The weights are not the network's, a layer cannot be said in ONNX, or a file cannot be read or written.</exception>
    public abstract void Export(FileInfo target, FileInfo? weights, OnnxOptions options);
}

/// <inheritdoc/>
internal sealed class LoadedNetwork<TNetwork> : LoadedNetwork
    where TNetwork : class, INetwork<TNetwork>
{
    public override string FullName => typeof(TNetwork).FullName!;

    public override NetworkInfo Info => TNetwork.Info;

    public override bool IsTrainable { get; } = typeof(TNetwork).GetInterfaces().Any(static implemented => implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(ITrainableNetwork<>));

    public override NetworkSummary Summarize() => TNetwork.Create(0).Summary();

    public override Action Start(int threads, float[] inputs, float[] outputs)
    {
        TNetwork network = TNetwork.Create(0);
        network.Threads = threads;
        return () => network.Predict(inputs, outputs);
    }

    public override byte[] ToModel()
    {
        using MemoryStream model = new();
        OnnxExporter.Export(TNetwork.Create(0), model);
        return model.ToArray();
    }

    public override void Export(FileInfo target, FileInfo? weights, OnnxOptions options)
    {
        try
        {
            TNetwork network = weights is null ? TNetwork.Create(0) : TNetwork.Load(weights.FullName);
            network.ExportOnnx(target.FullName, options);
        }
        catch (Exception exception) when (exception is OnnxExportException or NetworkFileException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(exception.Message);
        }
    }
}
