using System.Diagnostics;
using System.Reflection;

namespace NetGen.TestHelpers;

/// <summary>How a child process ended.</summary>
/// <param name="ExitCode">134 is an abort: the runtime's answer to an access violation on Unix.</param>
public sealed record ChildResult(int ExitCode, string Output, string Errors);

/// <summary>Runs an assembly that has a Main in a process of its own: instruction sets are chosen when the runtime starts.</summary>
public static class ChildProcess
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(15);

    /// <summary>The program that runs this.</summary>
    public static string Dotnet { get; } = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";

    /// <summary>Runs <c>dotnet assembly arguments</c> with the given environment variables and waits.</summary>
    /// <exception cref="TimeoutException">It did not end; it has been killed.</exception>
    public static Task<ChildResult> RunAsync(Assembly assembly, IReadOnlyDictionary<string, string> environment, params string[] arguments)
        => RunAsync(assembly.Location, environment, arguments);

    /// <inheritdoc cref="RunAsync(Assembly, IReadOnlyDictionary{string, string}, string[])"/>
    public static Task<ChildResult> RunAsync(string assembly, IReadOnlyDictionary<string, string> environment, params string[] arguments)
        => RunInAsync(null, Dotnet, environment, [assembly, .. arguments]);

    /// <summary>Runs a program in a folder; the test runner's own settings of MSBuild, which would be taken for those of a build, are left out.</summary>
    /// <exception cref="TimeoutException">It did not end; it has been killed.</exception>
    public static async Task<ChildResult> RunInAsync(string? folder, string program, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Timeout);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException cancelled)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{string.Join(' ', arguments)} did not end within {Timeout}.", cancelled);
        }

        return new ChildResult(process.ExitCode, await output, await errors);
    }
}
