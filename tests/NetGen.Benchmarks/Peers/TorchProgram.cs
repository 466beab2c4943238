using System.Diagnostics;

namespace NetGen.Benchmarks.Peers;

/// <summary>The program with libtorch. It is no part of the solution, because its packages are 600 MB: it is built when it is wanted.</summary>
internal static class TorchProgram
{
    private const string Project = "tests/NetGen.Benchmarks.Torch/NetGen.Benchmarks.Torch.csproj";

    /// <summary>Builds it, unless nothing has changed.</summary>
    /// <returns>The built file.</returns>
    /// <exception cref="PeerMissingException">It cannot be built: packages may not be served.</exception>
    public static string Build()
    {
        string project = Repository.Find(Project) ?? throw new PeerMissingException($"{Project} is in no directory above {AppContext.BaseDirectory}");
        var start = new ProcessStartInfo("dotnet", ["build", project, "-c", "Release", "-v", "q", "--nologo", "-t:Build", "-getProperty:TargetPath"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string path = text.Trim();
        if (process.ExitCode == 0 && File.Exists(path)) return path;
        string? error = (text + errors.GetAwaiter().GetResult()).Split('\n').FirstOrDefault(static line => line.Contains("error", StringComparison.Ordinal));
        throw new PeerMissingException($"{Path.GetFileName(project)} cannot be built: {error?.Trim().TrimEnd('.') ?? FormattableString.Invariant($"dotnet ended with {process.ExitCode}")}");
    }
}
