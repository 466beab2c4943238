using System.CommandLine;

namespace ExperimentsSample;

/// <summary>The options as the user writes them.</summary>
internal static class CommandLine
{
    private static readonly Option<string?> Data = new("--data") { Description = "MNIST's four IDX files, plain or gzip; default: the variable NETGEN_MNIST", HelpName = "DIR" };
    private static readonly Option<string?> Only = new("--only") { Description = "Replay these only, as E1,E11", HelpName = "IDS" };
    private static readonly Option<string?> Markdown = new("--markdown") { Description = "Write their sections of this page", HelpName = "FILE" };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "What initial values, order of digits and dropout are drawn from", HelpName = "N", DefaultValueFactory = static _ => 1 };
    private static readonly Option<int> Threads = Number("--threads", "Most threads to use; the results do not depend on it", Environment.ProcessorCount);
    private static readonly Option<int> Seeds = Number("--seeds", "E5: initialisations, of which the median counts", Options.AllSeeds);
    private static readonly Option<int> Batches = Number("--batches", "E7: batches for each size of weights", Options.AllBatches);
    private static readonly Option<int> Epochs = Number("--epochs", "E10: passes over the digits", Options.AllEpochs);

    /// <summary>Runs the program with what the arguments ask for, or says what is wrong with them.</summary>
    public static int Invoke(string[] arguments, TextWriter errors, Func<Options, int> run)
    {
        var command = new RootCommand("Replays published experiments on weight initialisation with NetGen and compares the figures. Needs MNIST; all of it takes an hour or more.");
        foreach (Option option in new Option[] { Data, Only, Markdown, Seed, Threads, Seeds, Batches, Epochs }) command.Add(option);
        command.SetAction(parsed => Run(parsed, errors, run));
        ParseResult result = command.Parse(arguments);
        if (result.Errors.Count == 0) return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        foreach (string message in result.Errors.Select(static error => error.Message).Distinct(StringComparer.Ordinal)) errors.WriteLine("error: " + message);
        return ExitCode.Usage;
    }

    private static int Run(ParseResult parsed, TextWriter errors, Func<Options, int> run)
    {
        string? data = parsed.GetValue(Data) ?? Environment.GetEnvironmentVariable("NETGEN_MNIST");
        if (string.IsNullOrEmpty(data))
        {
            errors.WriteLine("error: MNIST is needed: name its directory with --data or in NETGEN_MNIST. The sample 'Mnist' fetches it with --download.");
            return ExitCode.Usage;
        }

        // Told before training: it would be a pity to hear it afterwards.
        if (parsed.GetValue(Markdown) is { } page && (page.Length == 0 || Directory.Exists(page) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(page)))))
        {
            errors.WriteLine($"error: --markdown '{page}': a file in a directory that exists is needed.");
            return ExitCode.Usage;
        }

        string[] only = parsed.GetValue(Only)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        string? unknown = Array.Find(only, id => !ExperimentCatalog.All.Any(experiment => string.Equals(experiment.Id, id, StringComparison.OrdinalIgnoreCase)));
        if (unknown is not null)
        {
            errors.WriteLine($"error: there is no experiment '{unknown}'; there are {string.Join(", ", ExperimentCatalog.All.Select(static experiment => experiment.Id))}.");
            return ExitCode.Usage;
        }

        return run(new Options
        {
            Data = data,
            Only = only,
            Markdown = parsed.GetValue(Markdown),
            Seed = parsed.GetValue(Seed),
            Threads = parsed.GetValue(Threads),
            Seeds = parsed.GetValue(Seeds),
            Batches = parsed.GetValue(Batches),
            Epochs = parsed.GetValue(Epochs),
        });
    }

    private static Option<int> Number(string name, string description, int standard)
    {
        Option<int> option = new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && value < 1) result.AddError($"{name} needs a number from 1 on.");
        });
        return option;
    }
}
