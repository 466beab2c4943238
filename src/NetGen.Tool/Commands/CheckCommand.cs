using System.CommandLine;
using System.Text;

using NetGen.Tool.Networks;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen check PROJECT</c>: what the rules say of a project's networks and of their training, for a build server.</summary>
internal static class CheckCommand
{
    private const string Least = "info";
    private const int NarrowestMessage = 40;

    private static readonly string[] s_levels = ["error", "warning", Least];

    public static Command Create(Terminal terminal)
    {
        Argument<string> project = CommonOptions.Project();
        project.Description = "A project file, or a folder that has one";
        Option<string> configuration = CommonOptions.Configuration();
        Option<bool> json = CommonOptions.Json();
        var sarif = new Option<FileInfo?>("--sarif")
        {
            Description = "Write the findings as SARIF 2.1.0, which build servers show beside the code",
            HelpName = "FILE"
        };
        Option<string> failOn = new Option<string>("--fail-on")
        {
            Description = $"The least severity that makes the command end with 1: {string.Join(", ", s_levels)}",
            HelpName = "SEVERITY",
            DefaultValueFactory = static _ => "warning",
        }.Takes($"one of {string.Join(", ", s_levels)}", static word => s_levels.Contains(word, StringComparer.Ordinal));
        failOn.CompletionSources.Add(s_levels);
        var command = new Command("check",
            "Compiles a project and shows what the analyzer's rules say of it; ends with 0 for nothing, 1 for findings, 2 where it could not be checked")
        {
            project, configuration, failOn, sarif, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            CompilerLog log = await CheckAsync(parsed.GetRequiredValue(project), parsed.GetRequiredValue(configuration), terminal, cancellation)
                .ConfigureAwait(false);
            if (parsed.GetValue(sarif) is { } file) await WriteAsync(file, log.ToText(), cancellation).ConfigureAwait(false);
            CheckFinding[] shown = [.. log.Findings.Where(static finding => finding.Severity > FindingSeverity.Hint)];
            if (parsed.GetValue(json)) terminal.WriteJson(shown.Select(AsData));
            else Show(terminal, shown);
            FindingSeverity least = Enum.Parse<FindingSeverity>(parsed.GetRequiredValue(failOn), ignoreCase: true);
            return Array.Exists(shown, finding => finding.Severity >= least) ? ExitCode.Found : ExitCode.Success;
        });
        return command;
    }

    /// <summary>A build that fails for what a rule calls an error has been checked; one that fails for anything else perhaps was not, or in part.</summary>
    private static async Task<CompilerLog> CheckAsync(string project, string configuration, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            (string text, string? failure) = await ProjectBuild.LogOfAsync(project, configuration, terminal, cancellation).ConfigureAwait(false);
            var log = new CompilerLog(text, Environment.CurrentDirectory);
            return failure is null || log.Findings.Any(static finding => finding.Severity == FindingSeverity.Error) ? log : throw new CommandException(failure);
        }
        catch (CommandException exception)
        {
            throw new CommandException(exception.Message) { Exit = ExitCode.NotChecked };
        }
    }

    private static object AsData(CheckFinding finding) => new
    {
        finding.Rule,
        Severity = Word(finding.Severity),
        finding.File,
        finding.Line,
        finding.Column,
        finding.Message,
        finding.Link,
    };

    /// <summary>Beside its target and renamed: what reads the file never has half of it.</summary>
    private static async Task WriteAsync(FileInfo file, string text, CancellationToken cancellation)
    {
        string beside = file.FullName + ".part";
        try
        {
            await File.WriteAllTextAsync(beside, text, cancellation).ConfigureAwait(false);
            File.Move(beside, file.FullName, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(exception.Message) { Exit = ExitCode.NotChecked };
        }
    }

    private static void Show(Terminal terminal, CheckFinding[] findings)
    {
        if (findings.Length > 0)
        {
            if (terminal.Width is { } width) ShowInWindow(terminal.Output, findings, width);
            else ShowAsLines(terminal.Output, findings);
        }

        string counts = string.Join(", ", Enum.GetValues<FindingSeverity>().Where(static severity => severity > FindingSeverity.Hint).Reverse()
            .Select(CountOf));
        terminal.Output.WriteLine(findings.Length == 0 ? "Nothing found." : $"{counts}.");

        string CountOf(FindingSeverity severity)
        {
            int count = findings.Count(finding => finding.Severity == severity);
            return $"{count} {(severity == FindingSeverity.Info ? "info" : count == 1 ? Word(severity) : Word(severity) + "s")}";
        }
    }

    /// <summary>A finding a line, so that other programs can read them.</summary>
    private static void ShowAsLines(TextWriter output, CheckFinding[] findings)
    {
        var table = new TextTable("rule", "severity", "where", "message", "link");
        foreach (CheckFinding finding in findings) table.Add(finding.Rule, Word(finding.Severity), finding.Where, finding.Message, finding.Link ?? "");
        output.Write(table.ToText(leading: 5));
    }

    /// <summary>A message is longer than most windows are wide: it goes on below its beginning.</summary>
    private static void ShowInWindow(TextWriter output, CheckFinding[] findings, int width)
    {
        int severities = findings.Max(static finding => Word(finding.Severity).Length);
        int indent = findings.Max(static finding => finding.Rule.Length) + 2 + severities + 2;
        string margin = new(' ', indent);
        foreach (CheckFinding finding in findings)
        {
            output.WriteLine($"{finding.Rule}  {Coloured(finding.Severity, severities)}  {finding.Where}");
            foreach (string line in Wrap(finding.Message, Math.Max(NarrowestMessage, width - indent - 1))) output.WriteLine(margin + line);
            if (finding.Link is { } link) output.WriteLine(margin + link);
        }
    }

    private static string Coloured(FindingSeverity severity, int width)
    {
        string word = Word(severity).PadRight(width);
        if (Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }) return word;
        int colour = severity switch { FindingSeverity.Error => 31, FindingSeverity.Warning => 33, _ => 36 };
        return $"\u001b[{colour}m{word}\u001b[0m";
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }

    private static string Word(FindingSeverity severity) => severity.ToString().ToLowerInvariant();
}
