namespace NetGen.Interop.Tests;

/// <summary>The sample for devices, published for a processor into a folder of its own.</summary>
internal sealed class NativeProgram : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-native-").FullName;

    public static string Root { get; } = FindRoot();

    /// <summary>The executable.</summary>
    public string Path => System.IO.Path.Combine(_folder, "out", "embedded");

    /// <summary>The same program for the JIT.</summary>
    public string Managed(string runtime) => System.IO.Path.Combine(_folder, "bin", "Embedded", $"release_{runtime}", "embedded.dll");

    public string this[string name] => System.IO.Path.Combine(_folder, name);

    /// <summary>Publishes, and gives what the build said.</summary>
    public ProgramRun Publish(string runtime, params string[] properties) => ProgramRun.Of(
        "dotnet",
        ["publish", System.IO.Path.Combine(Root, "samples", "Embedded", "Embedded.csproj"), "-c", "Release", "-r", runtime, "--artifacts-path", _folder, "-o", this["out"], "--nologo", .. properties]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "NetGen.sln"))) folder = System.IO.Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("NetGen.sln is in no folder above the tests.");
    }
}
