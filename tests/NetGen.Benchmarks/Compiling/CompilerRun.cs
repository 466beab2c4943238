using System.ComponentModel;
using System.Diagnostics;

using NetGen.Analyzers;
using NetGen.Generator;

namespace NetGen.Benchmarks.Compiling;

/// <summary>What the C# compiler took for a project, generator and analyzers included.</summary>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="ProcessorSeconds">What it computed on all processors: of a busy machine's figures the one to read.</param>
/// <param name="PeakBytes">The most memory it held at any time.</param>
internal sealed record CompilerRun(double Seconds, double ProcessorSeconds, long PeakBytes)
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(10);

    /// <summary>Compiles declarations and a program as a build of a Release configuration does, in a compiler process of its own.</summary>
    /// <param name="network">The network.</param>
    /// <param name="directory">Where the program goes, with what it needs to run; generated sources go into a directory in it.</param>
    /// <exception cref="CompileException">It reports an error.</exception>
    public static CompilerRun Start(CompiledNetwork network, string directory)
    {
        string library = typeof(NetworkInfo).Assembly.Location;
        string[] sources = [network.Program, .. network.Sources];
        string[] files = [.. sources.Select((source, index) => WriteSource(directory, index, source))];
        File.Copy(library, Path.Combine(directory, Path.GetFileName(library)));
        File.Copy(Path.Combine(AppContext.BaseDirectory, typeof(CompilerRun).Assembly.GetName().Name + ".runtimeconfig.json"), Path.Combine(directory, "program.runtimeconfig.json"));
        File.WriteAllLines(Path.Combine(directory, "program.rsp"), Options(library, directory, files));
        var start = new ProcessStartInfo("dotnet", ["exec", Compiler(), "/noconfig", "@" + Path.Combine(directory, "program.rsp")])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = directory,
        };
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        (double processorSeconds, long peak) = (0, 0);
        while (!process.WaitForExit(PollEvery))
        {
            // A process that is about to end has no memory any more.
            (double Seconds, long Bytes) used = Use(process);
            (processorSeconds, peak) = (Math.Max(processorSeconds, used.Seconds), Math.Max(peak, used.Bytes));
        }

        double elapsed = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        string? error = output.GetAwaiter().GetResult().Split('\n').FirstOrDefault(static line => line.Contains("error ", StringComparison.Ordinal));
        if (process.ExitCode != 0) throw new CompileException(error?.Trim() ?? $"The compiler ended with {process.ExitCode}.");
        return new CompilerRun(elapsed, processorSeconds, peak);
    }

    private static IEnumerable<string> Options(string library, string directory, IEnumerable<string> files)
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        yield return "/target:exe /optimize+ /debug:portable /deterministic+ /nullable:enable /langversion:12 /nostdlib+ /warn:9 /nowarn:CS1591 /utf8output /preferreduilang:en";
        // What a rule says of these networks is not what is measured; that it is asked is.
        yield return "/nowarn:NG1014;NG2006;NG5001;NG6002";
        yield return $"\"/out:{Path.Combine(directory, "program.dll")}\"";
        yield return $"\"/generatedfilesout:{Directory.CreateDirectory(Path.Combine(directory, "generated")).FullName}\"";
        yield return $"\"/analyzer:{typeof(NetworkGenerator).Assembly.Location}\"";
        yield return $"\"/analyzer:{typeof(NetworkDeclarationAnalyzer).Assembly.Location}\"";
        yield return $"\"/reference:{library}\"";
        foreach (string assembly in Directory.GetFiles(framework, "System*.dll")) yield return $"\"/reference:{assembly}\"";
        foreach (string file in files) yield return $"\"{file}\"";
    }

    private static string WriteSource(string directory, int index, string source)
    {
        string file = Path.Combine(directory, $"Source{index}.cs");
        File.WriteAllText(file, source);
        return file;
    }

    /// <summary>The compiler of the newest SDK beside the runtime that runs this.</summary>
    private static string Compiler()
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../../sdk"));
        string[] found = Directory.Exists(root) ? [.. Directory.GetDirectories(root).Order(StringComparer.Ordinal).Select(static sdk => Path.Combine(sdk, "Roslyn/bincore/csc.dll")).Where(File.Exists)] : [];
        return found.LastOrDefault() ?? throw new CompileException($"There is no C# compiler below {root}.");
    }

    /// <summary>Seconds computed and the most memory so far, as the system counts them; nothing once the process has ended.</summary>
    private static (double Seconds, long Bytes) Use(Process process)
    {
        try
        {
            process.Refresh();
            return (process.TotalProcessorTime.TotalSeconds, process.PeakWorkingSet64);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It has ended, before the look or in the midst of it.
            return (0, 0);
        }
    }
}

/// <summary>A network cannot be compiled or run.</summary>
internal sealed class CompileException(string message) : Exception(message);
