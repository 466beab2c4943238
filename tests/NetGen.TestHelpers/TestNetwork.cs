namespace NetGen.TestHelpers;

/// <summary>Makes <see cref="ITestNetwork"/>s.</summary>
public static class TestNetwork
{
    /// <summary>A network of the given class.</summary>
    public static ITestNetwork Create(Type networkType, ulong seed)
    {
        bool isTrainable = Array.Exists(
            networkType.GetInterfaces(),
            type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ITrainableNetwork<>));
        Type adapter = isTrainable ? typeof(TrainableNetworkAdapter<>) : typeof(NetworkAdapter<>);
        return (ITestNetwork)Activator.CreateInstance(adapter.MakeGenericType(networkType), seed)!;
    }
}

internal class NetworkAdapter<TNetwork>(ulong seed) : ITestNetwork
    where TNetwork : class, INetwork<TNetwork>
{
    public NetworkInfo Info => TNetwork.Info;

    public ReadOnlySpan<float> PackedParameters => Network.Parameters.Memory.Span;

    protected TNetwork Network { get; } = TNetwork.Create(seed);

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => Network.Forward(input, output);

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => Network.Predict(input, output);

    public void CopyParameter(string name, Span<float> destination) => Network.CopyParameter(name, destination);

    public void SetParameter(string name, ReadOnlySpan<float> values) => Network.SetParameter(name, values);

    public void Save(string path) => Network.Save(path);

    public virtual ITestTrainer CreateTrainer(Optimizer optimizer, TrainerOptions? options = null)
        => throw new InvalidOperationException($"{Info.Name} has no loss.");
}

internal sealed class TrainableNetworkAdapter<TNetwork>(ulong seed) : NetworkAdapter<TNetwork>(seed)
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    public override ITestTrainer CreateTrainer(Optimizer optimizer, TrainerOptions? options = null)
        => new TrainerAdapter<TNetwork>(new Trainer<TNetwork>(Network, optimizer, options));
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

    public void Dispose() => trainer.Dispose();
}
