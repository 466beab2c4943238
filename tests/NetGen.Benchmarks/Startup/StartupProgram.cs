using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NetGen.Benchmarks.Startup;

/// <summary>The small program whose start is measured, published.</summary>
/// <param name="Path">The executable.</param>
/// <param name="ReadyToRun">Whether it was compiled ahead of time.</param>
internal sealed record StartupProgram(string Path, bool ReadyToRun)
{
    private const string Project = "tests/NetGen.Benchmarks.Startup/NetGen.Benchmarks.Startup.csproj";

    /// <summary>Publishes it, with its intermediate files apart from those of other builds.</summary>
    /// <exception cref="StartupException">It cannot be published; compiling ahead of time needs a package that may not be served.</exception>
    public static StartupProgram Publish(bool readyToRun)
    {
        string project = Repository.Find(Project) ?? throw new StartupException($"{Project} is in no directory above {AppContext.BaseDirectory}.");
        string artifacts = System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(project)!, "../../artifacts/startup"));
        string output = System.IO.Path.Combine(artifacts, readyToRun ? "ready-to-run" : "jit");
        string[] compilation = readyToRun ? ["-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-p:PublishReadyToRun=true"] : [];
        var start = new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "--artifacts-path", artifacts, "-o", output, "-v", "q", "--nologo", .. compilation])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string? error = text.Split('\n').FirstOrDefault(static line => line.Contains("error", StringComparison.Ordinal));
        if (process.ExitCode != 0) throw new StartupException(error?.Trim() ?? $"dotnet publish ended with {process.ExitCode}.");
        return new StartupProgram(System.IO.Path.Combine(output, OperatingSystem.IsWindows() ? "NetGen.Benchmarks.Startup.exe" : "NetGen.Benchmarks.Startup"), readyToRun);
    }

    /// <summary>Runs it.</summary>
    /// <returns>Seconds until its first line, and the line.</returns>
    /// <exception cref="StartupException">It fails.</exception>
    public (double Seconds, string Answer) Run(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string? answer = process.StandardOutput.ReadLine();
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        process.WaitForExit();
        return process.ExitCode == 0 ? (seconds, answer ?? string.Empty) : throw new StartupException($"{Path} ended with {process.ExitCode}.");
    }
}

/// <summary>The start cannot be measured.</summary>
internal sealed class StartupException(string message) : Exception(message);
