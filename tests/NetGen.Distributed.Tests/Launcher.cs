using System.Text.RegularExpressions;

using NetGen.Interop.Tests;

namespace NetGen.Distributed.Tests;

/// <summary>A launcher of MPI as Debian has it, under the name that tells it from others.</summary>
/// <param name="Program">The command.</param>
/// <param name="Options">What lets it start several ranks on few cores, as root.</param>
internal sealed record Launcher(string Program, string[] Options)
{
    public const string OpenMpi = "mpirun.openmpi";
    public const string Mpich = "mpirun.mpich";

    /// <summary>The program of the ranks.</summary>
    public static string Ranks { get; } = typeof(Launcher).Assembly.Location;

    public static Launcher Of(string program) => new(program, program == OpenMpi ? ["--allow-run-as-root", "--oversubscribe"] : []);

    /// <summary>Runs the program of the ranks to its end.</summary>
    public ProgramRun Run(int ranks, params string[] arguments) => Start(ranks, ["dotnet", Ranks, .. arguments]);

    /// <summary>Runs any program to its end, in an environment with some more variables.</summary>
    public ProgramRun Start(int ranks, string[] command, params (string Name, string Value)[] environment) =>
        ProgramRun.Of(Program, [.. Options, "-n", $"{ranks}", .. command], environment);
}

/// <summary>What ranks have printed.</summary>
internal static partial class Printed
{
    /// <summary>What follows a word at the beginning of lines.</summary>
    public static string[] After(this ProgramRun run, string word) => [.. TerminalControl().Replace(run.Output, string.Empty).Split('\n')
        .Where(line => line.StartsWith(word + " ", StringComparison.Ordinal)).Select(line => line[(word.Length + 1)..].Trim())];

    /// <summary>What .NET tells a terminal, as which Open MPI's launcher poses.</summary>
    [GeneratedRegex(@"\e(\[\?1h|=)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TerminalControl();
}
