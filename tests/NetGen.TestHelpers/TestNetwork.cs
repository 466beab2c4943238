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
