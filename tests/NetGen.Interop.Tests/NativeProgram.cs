namespace NetGen.Interop.Tests;

/// <summary>A project, published for a processor into a folder of its own.</summary>
/// <param name="project">Its folder in the repository.</param>
/// <param name="name">The program.</param>
internal sealed class NativeProgram(string project, string name) : IDisposable
{
    /// <summary>What the linker for x64 needs to be told to link for Arm64.</summary>
    public static string[] CrossLinking { get; } = ["-p:CppCompilerAndLinker=clang", "-p:LinkerFlavor=lld", "-p:ObjCopyName=aarch64-linux-gnu-objcopy"];

    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-native-").FullName;

    public static string Root { get; } = FindRoot();

    /// <summary>The executable.</summary>
    public string Path => System.IO.Path.Combine(_folder, "out", name);

    /// <summary>The same program for the JIT.</summary>
    public string Managed(string runtime)
        => System.IO.Path.Combine(_folder, "bin", System.IO.Path.GetFileNameWithoutExtension(Project), $"release_{runtime}", name + ".dll");

    /// <summary>A file or folder beside it.</summary>
    public string this[string file] => System.IO.Path.Combine(_folder, file);

    private string Project { get; } = Directory.GetFiles(System.IO.Path.Combine(Root, project), "*.csproj").Single();

    /// <summary>
    /// Publishes, and gives what the build said. By a compiler of its own: one that stays would know the analyzers from this folder, and look there for what
    /// they need when the folder has gone.
    /// </summary>
    public ProgramRun Publish(string runtime, params string[] properties) => ProgramRun.Of(
        "dotnet",
        [
            "publish", Project, "-c", "Release", "-r", runtime, "--artifacts-path", _folder, "-o", this["out"], "--nologo", "-p:UseSharedCompilation=false",
            .. properties,
        ]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "NetGen.sln"))) folder = System.IO.Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("NetGen.sln is in no folder above the tests.");
    }
}
