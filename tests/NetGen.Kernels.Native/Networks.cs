using NetGen.TestHelpers;

namespace NetGen.Kernels.Native;

/// <summary>The networks that the program was compiled with, by the names of their classes.</summary>
internal sealed partial class Networks : ITestNetworks
{
    private readonly Dictionary<string, INetworkFactory> _factories = new(StringComparer.Ordinal);

    public Networks() => AddAll();

    public ITestNetwork CreateNetwork(string className, ulong seed = 0) => _factories[className].Create(seed);

    public ITestNetwork LoadNetwork(string className, string path) => _factories[className].Load(path);

    /// <summary>Adds each of them; the test that writes their declarations writes this too.</summary>
    partial void AddAll();

    private void Add<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork> => _factories.Add(typeof(TNetwork).Name, new TrainableNetworkFactory<TNetwork>());
}
