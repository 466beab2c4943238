using System.Reflection;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Browser;

/// <summary>The networks of an assembly that a test has compiled, by the names of their classes.</summary>
internal sealed class LoadedNetworks : ITestNetworks
{
    public Assembly? Assembly { get; set; }

    public ITestNetwork CreateNetwork(string className, ulong seed = 0) => TestNetwork.Create(TypeOf(className), seed);

    public ITestNetwork LoadNetwork(string className, string path) => TestNetwork.Load(TypeOf(className), path);

    private Type TypeOf(string className) => Assembly!.GetType(className, throwOnError: true)!;
}
