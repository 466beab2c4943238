using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Reporting;
using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Startup;

/// <summary>From the start of a process to its first answer; and what the JIT does for each network.</summary>
internal static class StartupRun
{
    private const string Section = "startup";

    private static readonly string[] Networks = ["digitnet", "xor"];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Measures and reports.</summary>
    /// <param name="runs">Starts of each program.</param>
    /// <param name="json">Where the figures go; null for nowhere.</param>
    /// <param name="markdown">The document whose section is replaced; null for none.</param>
    /// <param name="output">Where the tables go.</param>
    /// <param name="errors">Where problems go.</param>
    /// <returns>The exit code.</returns>
    public static int Run(int runs, string? json, string? markdown, TextWriter output, TextWriter errors)
    {
        try
        {
            StartupProgram[] programs = [.. Publish(errors)];
            IReadOnlyList<StartupRow> rows = Measure(programs, runs);
            IReadOnlyList<FirstCalls> calls = [.. WorkCatalog.All.Where(static work => !work.IsSingleLayer).Select(MeasureInChild)];
            string tables = $"{Machine.Describe()}.\n\n{StartTable(rows)}\n{JitTable(calls)}";
            output.Write(tables);
            if (json is not null) File.WriteAllText(json, JsonSerializer.Serialize(new { startup = rows, jit = calls }, Json) + "\n");
            if (markdown is not null) MarkdownSection.Update(markdown, Section, tables);
            return ExitCode.Success;
        }
        catch (StartupException exception)
        {
            errors.WriteLine($"error: {exception.Message}");
            return ExitCode.Failure;
        }
    }

    /// <summary>What the hidden command writes that <see cref="MeasureInChild"/> starts.</summary>
    public static string DescribeFirstCalls(string work) => JsonSerializer.Serialize(WorkCatalog.Find(work).MeasureFirstCalls(), Json).ReplaceLineEndings(string.Empty);

    private static IEnumerable<StartupProgram> Publish(TextWriter errors)
    {
        yield return StartupProgram.Publish(readyToRun: false);
        StartupProgram? compiled = null;
        try
        {
            compiled = StartupProgram.Publish(readyToRun: true);
        }
        catch (StartupException exception)
        {
            errors.WriteLine($"note: without ReadyToRun, which could not be published: {exception.Message}");
        }

        if (compiled is not null) yield return compiled;
    }

    /// <summary>All programs in turns.</summary>
    private static List<StartupRow> Measure(StartupProgram[] programs, int runs)
    {
        string directory = Directory.CreateTempSubdirectory("netgen-startup-").FullName;
        try
        {
            var starts = new List<(StartupRow Row, StartupProgram Program, string[] Arguments, List<double> Seconds)>();
            foreach (StartupProgram program in programs)
            {
                starts.Add((new StartupRow("nothing", "none", program.ReadyToRun, 0), program, ["nothing"], []));
                foreach (string network in Networks)
                {
                    string file = Path.Combine(directory, network + ".safetensors");
                    program.Run(["save", network, file]);
                    starts.Add((new StartupRow(network, "initialised", program.ReadyToRun, 0), program, [network], []));
                    starts.Add((new StartupRow(network, "file", program.ReadyToRun, 0), program, [network, file], []));
                }
            }

            var answers = new Dictionary<string, string>(StringComparer.Ordinal);
            for (int run = 0; run < runs; run++)
            {
                foreach ((StartupRow row, StartupProgram program, string[] arguments, List<double> seconds) in starts)
                {
                    (double time, string answer) = program.Run(arguments);
                    seconds.Add(time);
                    if (!answers.TryAdd(row.Network, answer) && answers[row.Network] != answer) throw new StartupException($"{row.Network} answered {answer} after {answers[row.Network]}.");
                }
            }

            return [.. starts.Select(static start => start.Row with { Seconds = Statistics.Median(start.Seconds) })];
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static FirstCalls MeasureInChild(Work work)
    {
        (string program, string[] own) = OwnProgram.Start;
        var start = new ProcessStartInfo(program, [.. own, CommandLine.FirstCallsCommand, work.Name])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new StartupException($"The JIT's work for {work.Name} could not be measured.");
        return JsonSerializer.Deserialize<FirstCalls>(text, Json)!;
    }

    private static string StartTable(IReadOnlyList<StartupRow> rows)
    {
        bool hasCompiled = rows.Any(static row => row.ReadyToRun);
        var text = new StringBuilder("| process start to first answer | JIT | ReadyToRun |\n|---|---|---|\n");
        foreach (StartupRow row in rows.Where(static row => !row.ReadyToRun))
        {
            string compiled = hasCompiled ? RowText.Seconds(rows.Single(other => other.ReadyToRun && other.Network == row.Network && other.Parameters == row.Parameters).Seconds) : "-";
            text.Append(CultureInfo.InvariantCulture, $"| {Title(row)} | {RowText.Seconds(row.Seconds)} | {compiled} |\n");
        }

        return text.ToString();
    }

    private static string Title(StartupRow row) => row.Parameters switch
    {
        "none" => "a program that prints one line",
        "file" => $"{row.Network}, parameters from a file",
        _ => $"{row.Network}, parameters initialised",
    };

    private static string JitTable(IReadOnlyList<FirstCalls> calls)
    {
        var text = new StringBuilder("| JIT on first use | first forward pass | methods | IL | first training step | methods | IL |\n|---|---|---|---|---|---|---|\n");
        foreach (FirstCalls call in calls) text.Append(CultureInfo.InvariantCulture, $"| {call.Network} | {Cells(call.Forward)} | {Cells(call.Step)} |\n");
        return text.ToString();
    }

    private static string Cells(JitWork work) => string.Create(CultureInfo.InvariantCulture, $"{RowText.Seconds(work.Seconds)} | {work.Methods} | {work.IlBytes / 1024.0:F0} KB");
}
