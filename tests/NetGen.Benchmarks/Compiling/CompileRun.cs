using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

using NetGen.Benchmarks.Reporting;
using NetGen.Benchmarks.Startup;

namespace NetGen.Benchmarks.Compiling;

/// <summary>What networks cost before they compute: text, the C# compiler's time and memory, the JIT's work.</summary>
internal static class CompileRun
{
    private const string Section = "compile";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Measures and reports, row by row.</summary>
    /// <param name="networks">Names; none for all.</param>
    /// <param name="keep">A directory in which sources and programs stay, one for each network in it; null to delete them.</param>
    /// <param name="json">Where the figures go; null for nowhere.</param>
    /// <param name="markdown">The document whose section is replaced; null for none.</param>
    /// <param name="output">Where the table goes.</param>
    /// <param name="errors">Where problems go.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> networks, string? keep, string? json, string? markdown, TextWriter output, TextWriter errors)
    {
        try
        {
            var text = new StringBuilder();
            void Write(string line)
            {
                text.Append(line).Append('\n');
                output.WriteLine(line);
            }

            Write($"{Machine.Describe()}.\n");
            Write("| network | text | files | compiler | processor time | memory | assembly | methods | IL | largest method |");
            Write("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
            var rows = new List<CompileRow>();
            foreach (CompiledNetwork network in CompiledNetwork.All.Where(network => networks.Count == 0 || networks.Contains(network.Name)))
            {
                rows.Add(keep is null ? MeasureAndForget(network) : Measure(network, Directory.CreateDirectory(Path.Combine(keep, network.Name)).FullName));
                Write(CompilerLine(rows[^1]));
            }

            Write("\n| JIT on first use | made | methods | IL | first forward pass | methods | IL | first training step | methods | IL |");
            Write("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
            foreach (CompileRow row in rows) Write(JitLine(row));
            if (json is not null) File.WriteAllText(json, JsonSerializer.Serialize(rows, Json) + "\n");
            if (markdown is not null) MarkdownSection.Update(markdown, Section, text.ToString());
            return ExitCode.Success;
        }
        catch (CompileException exception)
        {
            errors.WriteLine($"error: {exception.Message}");
            return ExitCode.Failure;
        }
    }

    private static CompileRow MeasureAndForget(CompiledNetwork network)
    {
        string directory = Directory.CreateTempSubdirectory("netgen-compile-").FullName;
        try
        {
            return Measure(network, directory);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Compiles a network in an empty directory and runs what came out.</summary>
    private static CompileRow Measure(CompiledNetwork network, string directory)
    {
        CompilerRun compiler = CompilerRun.Start(network, directory);
        return CompileRow.Read(network, compiler, directory, UseFirst(directory));
    }

    private static FirstUse UseFirst(string directory)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(directory, "program.dll")]) { RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        string line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new CompileException($"The compiled program ended with {process.ExitCode}.");
        return JsonSerializer.Deserialize<FirstUse>(line, Json)!;
    }

    private static string CompilerLine(CompileRow row)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{row.Characters / 1000.0:N0} KB | {row.Files:N0}");
        string compiler = string.Create(CultureInfo.InvariantCulture, $"{RowText.Seconds(row.Compiler.Seconds)} | {RowText.Seconds(row.Compiler.ProcessorSeconds)} | {row.Compiler.PeakBytes / 1e6:N0} MB");
        string code = string.Create(CultureInfo.InvariantCulture, $"{row.AssemblyBytes / 1000.0:N0} KB | {row.Methods:N0} | {row.IlBytes / 1000.0:N0} KB | {row.LargestMethod / 1000.0:N1} KB");
        return $"| {row.Network.Title} | {text} | {compiler} | {code} |";
    }

    private static string JitLine(CompileRow row)
        => $"| {row.Network.Title} | {Cells(row.FirstUse.Create)} | {Cells(row.FirstUse.Forward)} | {Cells(row.FirstUse.Step)} |";

    private static string Cells(JitWork work)
        => string.Create(CultureInfo.InvariantCulture, $"{RowText.Seconds(work.Seconds)} | {work.Methods:N0} | {work.IlBytes / 1000.0:N0} KB");
}
