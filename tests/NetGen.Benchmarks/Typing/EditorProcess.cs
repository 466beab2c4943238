using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace NetGen.Benchmarks.Typing;

/// <summary>
/// This program in a process that collects garbage as those of editors and compilers do that run generators: the C# language server of VS Code and the
/// compiler server are built with <c>ServerGarbageCollection</c>, which makes fewer and larger collections than the workstation's, and collect what is old in
/// the background.
/// </summary>
internal static class EditorProcess
{
    /// <summary>Whether this process is one; on a single processor the runtime has no other collector than the workstation's.</summary>
    public static bool IsThis => GCSettings.IsServerGC || Environment.ProcessorCount == 1;

    /// <summary>How this process collects garbage, in words.</summary>
    public static string Collector
        => GCSettings.IsServerGC ? "Garbage is collected as in an editor (server, in the background)" : "Garbage is collected as on a workstation";

    /// <summary>Types in such a process.</summary>
    /// <param name="keys">Keys that count, for each file.</param>
    /// <param name="warmUp">Keys before them.</param>
    /// <param name="markdown">The document whose section is replaced; null for none.</param>
    /// <param name="output">Where its lines go.</param>
    /// <returns>Its exit code.</returns>
    public static async Task<int> RunAsync(int keys, int warmUp, string? markdown, TextWriter output)
    {
        (string program, string[] own) = OwnProgram.Start;
        string[] document = markdown is null ? [] : ["--markdown", markdown];
        string[] counts = ["--keys", keys.ToString(CultureInfo.InvariantCulture), "--warm-up", warmUp.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo(program, [.. own, CommandLine.TypingCommand, .. counts, .. document])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_gcServer"] = "1";
        start.Environment["DOTNET_gcConcurrent"] = "1";
        using Process process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line) await output.WriteLineAsync(line).ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode;
    }
}
