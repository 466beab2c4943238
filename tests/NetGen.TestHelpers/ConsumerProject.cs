namespace NetGen.TestHelpers;

/// <summary>A user's projects in a folder of their own, outside of this repository, and the real command line on them.</summary>
public sealed class ConsumerProject : IDisposable
{
    public ConsumerProject()
    {
        // Nothing of the folders above.
        foreach (string name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            File.WriteAllText(Path.Combine(Folder, name), "<Project />");
    }

    /// <summary>Where the projects lie.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("netgen-consumer-").FullName;

    /// <summary>Environment variables of the commands. No process stays behind for the next command.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal)
    {
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_NOLOGO"] = "1",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
    };

    /// <summary>The full name of a file or folder.</summary>
    public string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Writes a file, and the folders that lead to it.</summary>
    public Task WriteAsync(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        return File.WriteAllTextAsync(PathOf(name), text);
    }

    /// <summary>Runs <c>dotnet arguments</c> in the folder, which must succeed.</summary>
    /// <returns>What it printed.</returns>
    public Task<string> RunAsync(params string[] arguments) => RunAsync(0, arguments);

    /// <summary>Runs <c>dotnet arguments</c> in the folder, which must end with <paramref name="exitCode"/>.</summary>
    /// <returns>What it printed.</returns>
    public Task<string> RunAsync(int exitCode, params string[] arguments) => RunInAsync("", exitCode, arguments);

    /// <summary>Runs <c>dotnet arguments</c> in a folder below, which must end with <paramref name="exitCode"/>.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It ended otherwise.</exception>
    public async Task<string> RunInAsync(string folder, int exitCode, params string[] arguments)
    {
        ChildResult result = await ChildProcess.RunInAsync(PathOf(folder), ChildProcess.Dotnet, Environment, arguments).ConfigureAwait(false);
        return result.ExitCode == exitCode
            ? result.Output
            : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.Output}\n{result.Errors}");
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
