namespace NetGen.TestHelpers;

/// <summary>Networks by the names of their classes, wherever these are: in an assembly of this process, or in another process.</summary>
public interface ITestNetworks
{
    /// <summary>A network with the parameters that a seed gives.</summary>
    ITestNetwork CreateNetwork(string className, ulong seed = 0);

    /// <summary>A network with the parameters of a file.</summary>
    ITestNetwork LoadNetwork(string className, string path);
}
