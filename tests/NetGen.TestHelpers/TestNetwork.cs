namespace NetGen.TestHelpers;

/// <summary>Makes <see cref="ITestNetwork"/>s.</summary>
public static class TestNetwork
{
    /// <summary>A network of the given class with the parameters that a seed gives.</summary>
    public static ITestNetwork Create(Type networkType, ulong seed) => Factory(networkType).Create(seed);

    /// <summary>A network of the given class with the parameters of a file.</summary>
    public static ITestNetwork Load(Type networkType, string path) => Factory(networkType).Load(path);

    private static INetworkFactory Factory(Type networkType)
    {
        bool isTrainable = Array.Exists(
            networkType.GetInterfaces(),
            type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ITrainableNetwork<>));
        Type factory = isTrainable ? typeof(TrainableNetworkFactory<>) : typeof(NetworkFactory<>);
        return (INetworkFactory)Activator.CreateInstance(factory.MakeGenericType(networkType))!;
    }
}

internal interface INetworkFactory
{
    ITestNetwork Create(ulong seed);

    ITestNetwork Load(string path);
}

internal sealed class NetworkFactory<TNetwork> : INetworkFactory
    where TNetwork : class, INetwork<TNetwork>
{
    public ITestNetwork Create(ulong seed) => new NetworkAdapter<TNetwork>(TNetwork.Create(seed));

    public ITestNetwork Load(string path) => new NetworkAdapter<TNetwork>(TNetwork.Load(path));
}

internal sealed class TrainableNetworkFactory<TNetwork> : INetworkFactory
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    public ITestNetwork Create(ulong seed) => new TrainableNetworkAdapter<TNetwork>(TNetwork.Create(seed));

    public ITestNetwork Load(string path) => new TrainableNetworkAdapter<TNetwork>(TNetwork.Load(path));
}

internal class NetworkAdapter<TNetwork>(TNetwork network) : ITestNetwork
    where TNetwork : class, INetwork<TNetwork>
{
    public NetworkInfo Info => TNetwork.Info;

    public ReadOnlySpan<float> PackedParameters => Network.Parameters.Memory.Span;

    protected TNetwork Network { get; } = network;

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => Network.Forward(input, output);

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => Network.Predict(input, output);

    public void CopyParameter(string name, Span<float> destination) => Network.CopyParameter(name, destination);

    public void SetParameter(string name, ReadOnlySpan<float> values) => Network.SetParameter(name, values);

    public void Save(string path) => Network.Save(path);

    public virtual ITestTrainer CreateTrainer(Optimizer optimizer, TrainerOptions? options = null, int shares = 1)
        => throw NoLoss();

    public virtual SignalMeasurement MeasureSignal(ReadOnlySpan<float> inputs) => throw NoLoss();

    public virtual SignalMeasurement MeasureSignal(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => throw NoLoss();

    public virtual SignalMeasurement MeasureSignal(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => throw NoLoss();

    private InvalidOperationException NoLoss() => new($"{Info.Name} has no loss.");
}

internal sealed class TrainableNetworkAdapter<TNetwork>(TNetwork network) : NetworkAdapter<TNetwork>(network)
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    public override ITestTrainer CreateTrainer(Optimizer optimizer, TrainerOptions? options = null, int shares = 1)
        => shares == 1
            ? new TrainerAdapter<TNetwork>(new Trainer<TNetwork>(Network, optimizer, options))
            : new TrainerAdapter<SplitNetwork<TNetwork>>(new Trainer<SplitNetwork<TNetwork>>(new SplitNetwork<TNetwork>(Network, shares), optimizer, options));

    public override SignalMeasurement MeasureSignal(ReadOnlySpan<float> inputs) => Network.MeasureSignal(inputs);

    public override SignalMeasurement MeasureSignal(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => Network.MeasureSignal(inputs, labels);

    public override SignalMeasurement MeasureSignal(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => Network.MeasureSignal(inputs, targets);
}

internal sealed class TrainerAdapter<TNetwork>(Trainer<TNetwork> trainer) : ITestTrainer
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    public ReadOnlySpan<float> Gradients => trainer.Gradients;

    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => trainer.Step(inputs, labels);

    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => trainer.Step(inputs, targets);

    public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => trainer.ComputeGradients(inputs, labels);

    public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => trainer.ComputeGradients(inputs, targets);

    public void ApplyGradients() => trainer.ApplyGradients();

    public void CopyGradient(string name, Span<float> destination) => trainer.CopyGradient(name, destination);

    public void SaveCheckpoint(string path) => trainer.SaveCheckpoint(path);

    public void LoadCheckpoint(string path) => trainer.LoadCheckpoint(path);

    public void Dispose() => trainer.Dispose();
}
