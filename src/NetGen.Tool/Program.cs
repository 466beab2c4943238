using System.CommandLine;
using System.Globalization;
using System.Text;

using NetGen.Tool.Commands;

namespace NetGen.Tool;

/// <summary>The command <c>netgen</c>.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments)
    {
        // Figures read the same everywhere.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return RunAsync(arguments, new Terminal(Console.In, Console.Out, Console.Error) { Width = Console.IsOutputRedirected ? null : Console.WindowWidth });
    }

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">What the user wrote behind the command's name.</param>
    /// <param name="terminal">Where text comes from and goes to.</param>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(string[] arguments, Terminal terminal)
    {
        // A variable of the shell that is not set: the parser takes it for an argument, and fails where its value is asked for.
        if (Array.Exists(arguments, string.IsNullOrWhiteSpace))
        {
            terminal.Fail("An empty word stands on the command line, such as that of a variable that is not set. Run 'netgen --help' for what there is.");
            return ExitCode.Usage;
        }

        // What a shell's completion asks stands in front, and is one question: the parser fails on several.
        string[] questions = [.. arguments.TakeWhile(static word => word.StartsWith('[') && word.EndsWith(']'))];
        ParseResult parsed = CreateRoot(terminal).Parse([.. questions.Take(1), .. arguments.Skip(questions.Length)]);
        if (parsed.Errors.Count > 0)
        {
            foreach (string message in parsed.Errors.Select(static error => error.Message).Distinct(StringComparer.Ordinal)) terminal.Fail(message);
            terminal.Error.WriteLine($"Run 'netgen {string.Join(' ', PathOf(parsed))}--help' for what there is.");
            return ExitCode.Usage;
        }

        // Ctrl-C cancels what runs; nothing is half written, since files are written beside their targets and renamed.
        var invocation = new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(5) };
        try
        {
            return await parsed.InvokeAsync(invocation).ConfigureAwait(false);
        }
        catch (CommandException exception)
        {
            terminal.Fail(exception.Message);
            return exception.Exit;
        }
        catch (OperationCanceledException)
        {
            terminal.Fail("Cancelled; nothing was written.");
            return ExitCode.Cancelled;
        }
    }

    private static RootCommand CreateRoot(Terminal terminal) => new("Looks into networks and their files: what they hold, what signal they begin with, how fast they are.")
    {
        InspectCommand.Create(terminal),
        SummaryCommand.Create(terminal),
        SignalCommand.Create(terminal),
        CheckCommand.Create(terminal),
        BenchCommand.Create(terminal),
        ImportCommand.Create(terminal),
        ExportCommand.Create(terminal),
    };

    private static IEnumerable<string> PathOf(ParseResult parsed)
        => parsed.CommandResult.Command is RootCommand ? [] : [parsed.CommandResult.Command.Name, ""];
}
