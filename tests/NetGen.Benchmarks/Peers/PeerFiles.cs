namespace NetGen.Benchmarks.Peers;

/// <summary>Where the peers' scripts are: in the source tree, because what they need is installed beside them.</summary>
internal static class PeerFiles
{
    private const string Folder = "tests/NetGen.Benchmarks/peers";

    /// <summary>How to get what is missing.</summary>
    public const string HowToInstall = $"{Folder}/setup.sh installs it";

    /// <summary>The path of a script.</summary>
    /// <exception cref="PeerMissingException">The program does not lie in the repository.</exception>
    public static string Find(string name) =>
        Repository.Find($"{Folder}/{name}") ?? throw new PeerMissingException($"{Folder}/{name} is in no directory above {AppContext.BaseDirectory}.");

    /// <summary>A program named by an environment variable, or else the usual one.</summary>
    public static string Program(string variable, string usual) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } program ? program : usual;
}
