using NetGen.Runtime;

namespace NetGen;

/// <summary>Gives an overview of networks and of what trains them.</summary>
public static class NetworkSummaries
{
    /// <summary>The layers of a network with their outputs and parameters, what it has in all, and the memory that it takes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="measured">What <see cref="NetworkSignal"/> has measured of it, to stand beside what was predicted.</param>
    /// <exception cref="ArgumentException">The measurement is of another network.</exception>
    public static NetworkSummary Summary<TNetwork>(this TNetwork network, SignalMeasurement? measured = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        return Of(network.Parameters, static _ => false, measured, training: null);
    }

    /// <summary>The same with the parameters that the trainer freezes, and with the memory of training.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="batch">Samples of a step.</param>
    /// <param name="measured">What <see cref="NetworkSignal"/> has measured of its network, to stand beside what was predicted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch is below 1.</exception>
    /// <exception cref="ArgumentException">The measurement is of another network.</exception>
    public static NetworkSummary Summary<TNetwork>(this Trainer<TNetwork> trainer, int batch, SignalMeasurement? measured = null)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        TrainingMemory memory = trainer.Memory;

        // The workspace, and the loss of each sample.
        return Of(
            trainer.Network.Parameters,
            parameter => ParameterTreatment.Of(parameter, memory.Options).IsFrozen,
            measured,
            new TrainingMemorySummary(batch, Bytes(TNetwork.Program.WorkspaceFor(batch, trainer.Threads) + batch), Bytes(memory.Pass.Gradients.Length), Bytes(memory.State.Size)));
    }

    private static NetworkSummary Of(ParameterBlock block, Func<ParameterInfo, bool> isFrozen, SignalMeasurement? measured, TrainingMemorySummary? training)
    {
        NetworkInfo info = block.Info;
        RequireFit(info, measured);
        ILookup<string?, ParameterInfo> parameters = info.Parameters.ToLookup(parameter => LayerOf(info, parameter));
        LayerSummary[] layers =
        [
            .. info.Layers.Select((layer, index) => new LayerSummary(
                layer,
                Count(parameters[layer.Name].Where(parameter => parameter.IsTrained && !isFrozen(parameter))),
                Count(parameters[layer.Name].Where(parameter => parameter.IsTrained && isFrozen(parameter))),
                Count(parameters[layer.Name].Where(static parameter => !parameter.IsTrained)),
                measured?.Layers[index])),
        ];
        var memory = new MemorySummary(info.Parameters.Sum(NarrowWeights.FileBytes), Bytes(block.HeldSize), Bytes(info.InferenceWorkspace), training);
        return new NetworkSummary(info.Name, layers, memory, measured);
    }

    private static long Count(IEnumerable<ParameterInfo> parameters) => parameters.Sum(static parameter => (long)parameter.Count);

    private static long Bytes(long floats) => floats * sizeof(float);

    /// <summary>The layer whose name a parameter's begins with. Names may have dots, so of several the longest is meant.</summary>
    private static string? LayerOf(NetworkInfo info, ParameterInfo parameter) => info.Layers
        .Select(static layer => layer.Name)
        .Where(name => parameter.Name.StartsWith(name + ".", StringComparison.Ordinal))
        .MaxBy(static name => name.Length);

    private static void RequireFit(NetworkInfo info, SignalMeasurement? measured)
    {
        if (measured is null || measured.Layers.Select(static layer => layer.Layer).SequenceEqual(info.Layers)) return;
        throw new ArgumentException($"The measurement is of {measured.NetworkName}, not of {info.Name}.", nameof(measured));
    }
}
