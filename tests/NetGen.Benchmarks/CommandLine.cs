using System.CommandLine;
using System.Globalization;

using NetGen.Benchmarks.Comparing;
using NetGen.Benchmarks.Compiling;
using NetGen.Benchmarks.Cores;
using NetGen.Benchmarks.Peers;
using NetGen.Benchmarks.Peers.OnnxRuntime;
using NetGen.Benchmarks.Ranks;
using NetGen.Benchmarks.Startup;
using NetGen.Benchmarks.Statistical;
using NetGen.Benchmarks.Typing;
using NetGen.Benchmarks.Updating;
using NetGen.Benchmarks.Works;

using CompareOptions = NetGen.Benchmarks.Comparing.CompareOptions;

namespace NetGen.Benchmarks;

/// <summary>The program's commands and their options.</summary>
internal static class CommandLine
{
    /// <summary>The name of the command that types.</summary>
    public const string TypingCommand = "typing";

    /// <summary>The name of the hidden command.</summary>
    public const string FirstCallsCommand = "first-calls";

    /// <summary>The name of the hidden command that is a peer's process.</summary>
    public const string PeerCommand = "peer-onnxruntime";

    /// <summary>The name that stands for no peer.</summary>
    private const string NoPeer = "none";

    private static readonly Option<string?> Json = File("--json", "Write the figures as JSON");
    private static readonly Option<string?> Markdown = File("--markdown", "Write tables into this document, between their markers");
    private static readonly Option<bool> Quick = new("--quick") { Description = "Only what has a figure to reach, within 3 minutes" };
    private static readonly Option<int[]> Threads = Numbers("--threads", "Numbers of threads, as in 1,2", 1, 256, [1, 2]);
    private static readonly Option<int[]> Batches = Numbers("--batch", "Only these batches, as in 1,50", 1, 4096, []);

    private static readonly Option<string[]> WorkNames = new("--work")
    {
        HelpName = "NAME",
        Description = "Only this network; may be repeated: " + string.Join(", ", WorkCatalog.All.Select(static work => work.Name)),
        CustomParser = static result => Names(result, "--work", WorkCatalog.All.Select(static work => work.Name)),
    };

    private static readonly Option<string[]> Modes = new("--mode")
    {
        HelpName = "MODE",
        Description = $"Only this: {string.Join(", ", Enum.GetValues<Mode>().Select(static mode => mode.Name()))}; may be repeated",
        CustomParser = static result => Names(result, "--mode", Enum.GetValues<Mode>().Select(static mode => mode.Name())),
    };

    private static readonly Option<bool> All = new("--all") { Description = "Every batch of every network in every mode, and not the usual ones alone: some hours" };

    private static readonly Option<string[]> PeerNames = new("--peer")
    {
        HelpName = "NAME",
        Description = $"Only beside this: {string.Join(", ", PeerStart.Names)}, none; may be repeated",
        CustomParser = static result => Names(result, "--peer", [.. PeerStart.Names, NoPeer]),
    };

    private static readonly Option<double?> Seconds = new("--seconds")
    {
        HelpName = "S",
        Description = "Seconds of measuring for each contestant; default: 0.5, or 0.25 with --quick",
        CustomParser = static result =>
        {
            string text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is > 0 and <= 600) return value;
            result.AddError($"--seconds needs a number above 0 and up to 600, not '{text}'.");
            return null;
        },
    };

    /// <summary>Runs the command that the arguments name, or says what is wrong with them.</summary>
    /// <returns>The exit code.</returns>
    public static int Invoke(string[] arguments, TextWriter output, TextWriter errors)
    {
        var root = new RootCommand("Times NetGen: beside other libraries, from source to first answer, while typing, and with BenchmarkDotNet.");
        root.Add(Compare(output, errors));
        root.Add(Start(output, errors));
        root.Add(FirstCalls(output));
        root.Add(ServePeer(output));
        root.Add(TypeKeys(output));
        root.Add(Compile(output, errors));
        root.Add(Updates(output));
        root.Add(MoreCores(output));
        root.Add(MoreRanks(output));
        root.Add(RanksByModel(output));
        root.Add(Statistics());
        ParseResult result = root.Parse(arguments);
        if (result.Errors.Count == 0) return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        foreach (var error in result.Errors) errors.WriteLine($"error: {error.Message}");
        return ExitCode.Usage;
    }

    private static Command Compare(TextWriter output, TextWriter errors)
    {
        var command = new Command("compare", "Times and checks NetGen, libtorch and ONNX Runtime in turns. What cannot be had is left out; Ctrl-C stops it, and what was measured is written.");
        foreach (Option option in new Option[] { Json, Markdown, Quick, All, WorkNames, Batches, Modes, PeerNames, Threads, Seconds }) command.Add(option);
        command.SetAction(parsed => Comparison.Run(
            new CompareOptions
            {
                Json = parsed.GetValue(Json),
                Markdown = parsed.GetValue(Markdown),
                Quick = parsed.GetValue(Quick),
                All = parsed.GetValue(All),
                Peers = parsed.GetValue(PeerNames) is { Length: > 0 } peers ? peers : PeerStart.Names,
                Works = parsed.GetValue(WorkNames) ?? [],
                Batches = parsed.GetValue(Batches) ?? [],
                Modes = [.. Enum.GetValues<Mode>().Where(mode => (parsed.GetValue(Modes) ?? []).Contains(mode.Name()))],
                Threads = [.. (parsed.GetValue(Threads) ?? []).Distinct().Order()],
                Seconds = parsed.GetValue(Seconds),
            },
            output,
            errors));
        return command;
    }

    private static Command Start(TextWriter output, TextWriter errors)
    {
        var runs = new Option<int>("--runs") { HelpName = "N", Description = "Starts of each program", DefaultValueFactory = static _ => 15 };
        runs.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= 1000)) result.AddError("--runs needs a whole number from 1 to 1000.");
        });
        var command = new Command("startup", "Times the start of a process up to its first answer, with and without ReadyToRun, and the JIT's work for each network.");
        foreach (Option option in new Option[] { runs, Json, Markdown }) command.Add(option);
        command.SetAction(parsed => StartupRun.Run(parsed.GetValue(runs), parsed.GetValue(Json), parsed.GetValue(Markdown), output, errors));
        return command;
    }

    /// <summary>What 'startup' starts for each network, because a process compiles a method once.</summary>
    private static Command FirstCalls(TextWriter output)
    {
        var name = new Argument<string>("name");
        name.AcceptOnlyFromAmong([.. WorkCatalog.All.Select(static work => work.Name)]);
        var command = new Command(FirstCallsCommand) { Hidden = true };
        command.Add(name);
        command.SetAction(parsed =>
        {
            output.WriteLine(StartupRun.DescribeFirstCalls(parsed.GetValue(name)!));
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>What 'compare' starts for ONNX Runtime.</summary>
    private static Command ServePeer(TextWriter output)
    {
        var command = new Command(PeerCommand) { Hidden = true };
        command.SetAction(_ =>
        {
            OnnxRuntimeCase.Serve(Console.In, output);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command TypeKeys(TextWriter output)
    {
        Option<int> keys = Keys("--keys", "Keys that count, for each file", least: 1, 200);
        Option<int> warmUp = Keys("--warm-up", "Keys before them: an editor runs for hours", least: 0, TypingRun.WarmUp);
        var command = new Command(TypingCommand, "Times generator and analyzers at every key that is typed into files with networks of several sizes.");
        foreach (Option option in new Option[] { keys, warmUp, Markdown }) command.Add(option);
        command.SetAction(parsed
            => TypingRun.RunAsync(parsed.GetValue(keys), parsed.GetValue(warmUp), parsed.GetValue(Markdown), output).GetAwaiter().GetResult());
        return command;

        static Option<int> Keys(string name, string description, int least, int usual)
        {
            var option = new Option<int>(name) { HelpName = "N", Description = description, DefaultValueFactory = _ => usual };
            option.Validators.Add(result =>
            {
                if (result.Tokens is [var token] && !(int.TryParse(token.Value, CultureInfo.InvariantCulture, out int number) && number >= least && number <= 10_000))
                    result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} needs a whole number from {least} to 10000."));
            });
            return option;
        }
    }

    private static Command Compile(TextWriter output, TextWriter errors)
    {
        var networks = new Option<string[]>("--network")
        {
            HelpName = "NAME",
            Description = "Only this network; may be repeated: " + string.Join(", ", CompiledNetwork.All.Select(static network => network.Name)),
            CustomParser = static result => Names(result, "--network", CompiledNetwork.All.Select(static network => network.Name)),
        };
        var keep = new Option<string?>("--keep") { HelpName = "DIRECTORY", Description = "Keep sources and programs in this directory, which must be empty" };
        keep.Validators.Add(static result =>
        {
            string? path = result.GetValueOrDefault<string?>();
            if (path is not null && Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()) result.AddError($"--keep '{path}': an empty directory is needed.");
        });
        var command = new Command("compile", "Measures what networks cost before they compute: generated text, the compiler's time and memory, the JIT's work.");
        foreach (Option option in new Option[] { networks, keep, Json, Markdown }) command.Add(option);
        command.SetAction(parsed => CompileRun.Run(parsed.GetValue(networks) ?? [], parsed.GetValue(keep), parsed.GetValue(Json), parsed.GetValue(Markdown), output, errors));
        return command;
    }

    private static Command Updates(TextWriter output)
    {
        var command = new Command("updates", "Times the updates of all optimisers by themselves.");
        foreach (Option option in new Option[] { Seconds, Markdown }) command.Add(option);
        command.SetAction(parsed => UpdateRun.Run(parsed.GetValue(Seconds) ?? 1, parsed.GetValue(Markdown), output));
        return command;
    }

    private static Command MoreCores(TextWriter output)
    {
        Option<int[]> cores = Numbers("--cores", "Numbers of cores, as in 4,16", 1, 256, [2, 4, 8, 16]);
        var command = new Command("cores", "Tells how well a training step would use more cores than there are: each core's shares run alone, one after the other, and are timed.");
        foreach (Option option in new Option[] { WorkNames, Batches, cores, Seconds, Markdown }) command.Add(option);
        command.SetAction(parsed => CoresRun.Run(
            parsed.GetValue(WorkNames) ?? [], parsed.GetValue(Batches) ?? [], parsed.GetValue(cores) ?? [], parsed.GetValue(Seconds) ?? 1, parsed.GetValue(Markdown), output));
        return command;
    }

    private static Command MoreRanks(TextWriter output)
    {
        var title = new Option<string>("--title") { HelpName = "TEXT", Description = "What joins the ranks", DefaultValueFactory = static _ => "One machine" };
        var command = new Command("ranks",
            "Times messages, sums and steps between the ranks that a launcher of MPI has started, as in: mpirun -n 2 dotnet NetGen.Benchmarks.dll ranks");
        foreach (Option option in new Option[] { title, Seconds, Markdown }) command.Add(option);
        command.SetAction(parsed => RanksRun.Run(parsed.GetValue(title)!, parsed.GetValue(Seconds) ?? 0.5, parsed.GetValue(Markdown), output));
        return command;
    }

    private static Command RanksByModel(TextWriter output)
    {
        var cores = new Option<int>("--cores") { HelpName = "N", Description = "Cores of a rank", DefaultValueFactory = static _ => 8 };
        var command = new Command("ranks-model",
            "Tells how well training steps would use up to 1,024 ranks: steps of one rank are timed, the rest follows from latency and bandwidth.");
        foreach (Option option in new Option[] { cores, Seconds, Markdown }) command.Add(option);
        command.SetAction(parsed => RankModelRun.Run(parsed.GetValue(cores), parsed.GetValue(Seconds) ?? 1, parsed.GetValue(Markdown), output));
        return command;
    }

    private static Command Statistics()
    {
        var command = new Command("bdn", "Runs BenchmarkDotNet with the arguments that follow, as in: bdn --filter '*DigitNet*Forward*'") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(static parsed => BenchmarkRun.Run([.. parsed.UnmatchedTokens]));
        return command;
    }

    /// <summary>A file to be written. Told before measuring: it would be a pity to hear it afterwards.</summary>
    private static Option<string?> File(string name, string description) => new(name)
    {
        HelpName = "FILE",
        Description = description,
        CustomParser = result =>
        {
            string path = result.Tokens[0].Value;
            if (path.Length == 0 || Directory.Exists(path)) result.AddError($"{name} '{path}': a file is needed.");
            else if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))) result.AddError($"{name} '{path}': its directory does not exist.");
            return path;
        },
    };

    private static string[] Names(System.CommandLine.Parsing.ArgumentResult result, string option, IEnumerable<string> known)
    {
        string[] names = [.. result.Tokens.SelectMany(static token => token.Value.Split(','))];
        foreach (string name in names)
        {
            if (!known.Contains(name, StringComparer.Ordinal)) result.AddError($"{option} knows {string.Join(", ", known)}, not '{name}'.");
        }

        return names;
    }

    private static Option<int[]> Numbers(string name, string description, int minimum, int maximum, int[] standard) => new(name)
    {
        HelpName = "N,N",
        Description = description,
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            var values = new List<int>();
            foreach (string text in result.Tokens.SelectMany(static token => token.Value.Split(',')))
            {
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= minimum && value <= maximum) values.Add(value);
                else result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} needs whole numbers from {minimum} to {maximum}, not '{text}'."));
            }

            return [.. values];
        },
    };
}
