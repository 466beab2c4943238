namespace NetGen.TestHelpers;

/// <summary>A generated network behind an interface that does not name its class.</summary>
public interface ITestNetwork
{
    /// <summary>The network's description.</summary>
    NetworkInfo Info { get; }

    /// <summary><see cref="INetwork{TSelf}.Forward"/>.</summary>
    void Forward(ReadOnlySpan<float> input, Span<float> output);

    /// <summary><see cref="INetwork{TSelf}.Predict"/>.</summary>
    void Predict(ReadOnlySpan<float> input, Span<float> output);

    /// <summary><see cref="INetwork{TSelf}.CopyParameter"/>.</summary>
    void CopyParameter(string name, Span<float> destination);

    /// <summary><see cref="INetwork{TSelf}.SetParameter"/>.</summary>
    void SetParameter(string name, ReadOnlySpan<float> values);

    /// <summary><see cref="INetwork{TSelf}.Save"/>.</summary>
    void Save(string path);

    /// <summary>The packed block: everything that a training step may change, padding lanes included.</summary>
    ReadOnlySpan<float> PackedParameters { get; }
}

/// <summary>Makes <see cref="ITestNetwork"/>s.</summary>
public static class TestNetwork
{
    /// <summary>A network of the given class.</summary>
    public static ITestNetwork Create(Type networkType, ulong seed)
        => (ITestNetwork)Activator.CreateInstance(typeof(Adapter<>).MakeGenericType(networkType), seed)!;

    private sealed class Adapter<TNetwork>(ulong seed) : ITestNetwork
        where TNetwork : class, INetwork<TNetwork>
    {
        private readonly TNetwork _network = TNetwork.Create(seed);

        public NetworkInfo Info => TNetwork.Info;

        public ReadOnlySpan<float> PackedParameters => _network.Parameters.Memory.Span;

        public void Forward(ReadOnlySpan<float> input, Span<float> output) => _network.Forward(input, output);

        public void Predict(ReadOnlySpan<float> input, Span<float> output) => _network.Predict(input, output);

        public void CopyParameter(string name, Span<float> destination) => _network.CopyParameter(name, destination);

        public void SetParameter(string name, ReadOnlySpan<float> values) => _network.SetParameter(name, values);

        public void Save(string path) => _network.Save(path);
    }
}
