using System.CommandLine;

namespace ExperimentsSample;

/// <summary>What the program can be asked for.</summary>
internal sealed record Commands(Func<Options, int> List, Func<Options, int> Run, Func<Options, int> Report);

/// <summary>Commands and options as the user writes them.</summary>
internal static class CommandLine
{
    private const string All = "all";
    private const string Drawn = "drawn";

    private static readonly Option<string?> Data = new("--data") { Description = "MNIST's four IDX files, plain or gzip; or 'drawn' for digits that are drawn, with which no published figure is claimed; default: the variable NETGEN_MNIST, else drawn", HelpName = "DIR" };
    private static readonly Option<string> Out = new("--out") { Description = "Where finished parts and reports are kept; the same command goes on where it stopped", HelpName = "DIR", DefaultValueFactory = static _ => Options.DefaultOut };
    private static readonly Option<bool> Quick = new("--quick") { Description = "Few digits, few steps, at most two seeds: a minute for all" };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "The first seed", HelpName = "N", DefaultValueFactory = static _ => 1 };
    private static readonly Option<int?> Seeds = Number("--seeds", "Seeds of every experiment; default: as many as each asks for");
    private static readonly Option<int?> Shorten = Number("--shorten", "Train so many times shorter than published; the report says so");
    private static readonly Option<int?> Threads = Number("--threads", "Most threads to use; results do not depend on it");
    private static readonly Option<bool> Watch = new("--watch") { Description = "Serve the report on this machine while networks learn" };
    private static readonly Option<string?> Docs = new("--docs") { Description = "Write experiments.md and its pictures in this folder, too; experiments that are not finished stay as they are there", HelpName = "DIR" };
    private static readonly Argument<string[]> Ids = new("ID") { Description = "Experiments, such as E2 E11; or 'all'", Arity = ArgumentArity.OneOrMore };

    /// <summary>Runs the program with what the arguments ask for, or says what is wrong with them.</summary>
    public static int Invoke(string[] arguments, TextWriter output, TextWriter errors, Commands commands)
    {
        var list = new Command("list", "Show all experiments: what is finished of each, and whether formulas hold") { Out };
        list.SetAction(parsed => commands.List(new Options { Out = parsed.GetValue(Out)! }));
        var run = new Command("run", "Run what is not finished yet of some experiments, and write the report") { Ids, Data, Out, Quick, Seed, Seeds, Shorten, Threads, Watch };
        run.SetAction(parsed => Run(parsed, errors, commands.Run));
        var report = new Command("report", "Write the report anew from what the last run has left") { Out, Docs };
        report.SetAction(parsed => commands.Report(new Options { Out = parsed.GetValue(Out)!, Docs = parsed.GetValue(Docs) }));
        var root = new RootCommand("Published experiments on initial weights, done again with NetGen: what was published beside what is measured and what follows from the declarations, with pictures.") { list, run, report };
        ParseResult result = root.Parse(arguments.Length == 0 ? ["--help"] : arguments);
        if (result.Errors.Count == 0) return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = output, Error = errors });
        foreach (string message in result.Errors.Select(static error => error.Message).Distinct(StringComparer.Ordinal)) errors.WriteLine("error: " + message);
        return ExitCode.Usage;
    }

    private static int Run(ParseResult parsed, TextWriter errors, Func<Options, int> run)
    {
        string[] ids = parsed.GetValue(Ids)!;
        string? unknown = Array.Find(ids, static id => !string.Equals(id, All, StringComparison.OrdinalIgnoreCase) && !Catalog.Experiments.Any(experiment => IsId(experiment, id)));
        if (unknown is not null)
        {
            errors.WriteLine($"error: there is no experiment '{unknown}'; there are {string.Join(", ", Catalog.Experiments.Select(static experiment => experiment.Id))}, and 'all'.");
            return ExitCode.Usage;
        }

        string? data = parsed.GetValue(Data) ?? Environment.GetEnvironmentVariable("NETGEN_MNIST");
        if (string.Equals(data, Drawn, StringComparison.OrdinalIgnoreCase)) data = null;
        if (!string.IsNullOrEmpty(data) && !Directory.Exists(data))
        {
            errors.WriteLine($"error: there is no folder '{data}' with MNIST's files. The sample 'Mnist' fetches them with --download; '--data drawn' does without.");
            return ExitCode.Usage;
        }

        return run(new Options
        {
            Data = data,
            Experiments = [.. Catalog.Experiments.Where(experiment => Array.Exists(ids, id => string.Equals(id, All, StringComparison.OrdinalIgnoreCase) || IsId(experiment, id)))],
            Settings = new LaboratorySettings { IsQuick = parsed.GetValue(Quick), Shorten = parsed.GetValue(Shorten) ?? 1, Seeds = parsed.GetValue(Seeds), FirstSeed = parsed.GetValue(Seed) },
            Threads = parsed.GetValue(Threads) ?? Environment.ProcessorCount,
            Out = parsed.GetValue(Out)!,
            Watches = parsed.GetValue(Watch),
        });
    }

    private static bool IsId(Experiment experiment, string id) => string.Equals(experiment.Id, id, StringComparison.OrdinalIgnoreCase);

    private static Option<int?> Number(string name, string description)
    {
        Option<int?> option = new(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && value < 1) result.AddError($"{name} needs a number from 1 on.");
        });
        return option;
    }
}
