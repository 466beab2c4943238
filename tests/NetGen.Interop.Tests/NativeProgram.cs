using System.ComponentModel;
using System.Diagnostics;

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

/// <summary>A program that has run.</summary>
internal sealed record ProgramRun(int ExitCode, string Output)
{
    /// <summary>Runs a program to its end; output and errors come together.</summary>
    /// <exception cref="TimeoutException">It did not end within ten minutes.</exception>
    public static ProgramRun Of(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(10)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end.");
        }

        return new(process.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
    }

    /// <summary>Whether a program of this name can be run.</summary>
    public static bool Exists(string program)
    {
        try
        {
            return Of(program, ["--version"]).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
