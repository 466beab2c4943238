using System.Diagnostics;

namespace NetGen.Analyzers.Tests;

/// <summary>A user's project in a folder of its own, outside of this repository, and the real command line on it.</summary>
internal sealed class ConsumerProject : IDisposable
{
    public ConsumerProject()
    {
        // Nothing of the folders above.
        foreach (string name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            File.WriteAllText(Path.Combine(Folder, name), "<Project />");
    }

    /// <summary>Where the project lies.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("netgen-consumer-").FullName;

    /// <summary>Environment variables of the commands.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal) { ["DOTNET_CLI_UI_LANGUAGE"] = "en" };

    /// <summary>Writes a file of the project.</summary>
    public Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(Folder, name), text);

    /// <summary>Runs <c>dotnet arguments</c> in the folder, which must succeed.</summary>
    /// <returns>What it printed.</returns>
    public Task<string> RunAsync(params string[] arguments) => RunAsync(0, arguments);

    /// <summary>Runs <c>dotnet arguments</c> in the folder, which must end with <paramref name="exitCode"/>.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(int exitCode, params string[] arguments)
    {
        var start = new ProcessStartInfo(System.Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);

        // The test runner's own settings of MSBuild would be taken for this build's.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        foreach ((string name, string value) in Environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == exitCode, $"dotnet {string.Join(' ', arguments)}:\n{output}\n{await errors}");
        return output;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
