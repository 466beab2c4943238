using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace MnistSample;

/// <summary>The options as the user writes them. Everything wrong with them is told in one line each, before any work begins.</summary>
internal static class CommandLine
{
    /// <summary>An image takes 3 KB: this is about 1.5 GB.</summary>
    private const int MaxImages = 500_000;

    /// <summary>A training step keeps 400 KB per image of the batch: this is about 1.6 GB.</summary>
    private const int MaxBatch = 4_096;

    private static readonly Options Defaults = new();

    private static readonly Option<string?> Data = Path("--data", "DIR", "MNIST's four IDX files, plain or gzip; without it, digits are drawn", RequireNoFile);
    private static readonly Option<bool> Download = new("--download") { Description = "Fetch MNIST, checked by MD5, into DIR or else your cache directory" };
    private static readonly Option<int?> TrainCount = OptionalNumber("--train", $"Images to train with; default: {Digits.DrawnTrainCount} drawn, or all of MNIST's", 1, MaxImages);
    private static readonly Option<int?> TestCount = OptionalNumber("--test", $"Images to test with; default: {Digits.DrawnTestCount} drawn, or all of MNIST's", 1, MaxImages);
    private static readonly Option<int?> Epochs = OptionalNumber("--epochs", $"Passes over the images; default: {Digits.DrawnEpochs} (drawn), 4 (MNIST), 0 (with --load)", 0, 10_000);
    private static readonly Option<int> Batch = Number("--batch", "Images per training step", 1, MaxBatch, Defaults.Batch);
    private static readonly Option<ulong> Seed = Number("--seed", "What initial values, order of images and dropout are drawn from", ulong.MinValue, ulong.MaxValue, Defaults.Seed);
    private static readonly Option<int> Threads = Number("--threads", "Most threads to use; the results do not depend on it", 1, 256, Defaults.Threads);
    private static readonly Option<float> Rate = LearningRate();
    private static readonly Option<string?> Save = Path("--save", "FILE", "Write the parameters as safetensors, also when stopped by Ctrl-C", RequireDirectory);
    private static readonly Option<string?> Load = Path("--load", "FILE", "Begin with the parameters of this file; without --epochs, only test them", static path => File.Exists(path) ? null : "there is no such file");
    private static readonly Option<string?> Checkpoints = Path("--checkpoints", "DIR", "Keep here what training needs to go on, and go on from it: however it was stopped, the result is that of a run that was not", RequireNoFile);
    private static readonly Option<bool> Distributed = new("--distributed") { Description = "Share the work with the other processes that mpirun has started with this one" };
    private static readonly Option<string?> Json = Path("--json", "FILE", "Write settings, losses, accuracies, speed and memory as JSON", RequireDirectory);

    /// <summary>Runs the program with what the arguments ask for, or says what is wrong with them.</summary>
    /// <param name="arguments">What the user wrote.</param>
    /// <param name="errors">Where the latter goes.</param>
    /// <param name="run">Runs the program.</param>
    /// <returns>The exit code.</returns>
    public static int Invoke(string[] arguments, TextWriter errors, Func<Options, int> run)
    {
        var command = new RootCommand("Trains a small convolutional network to read digits. Without options: on digits that it draws itself, in less than a minute.");
        foreach (Option option in new Option[] { Data, Download, TrainCount, TestCount, Epochs, Batch, Seed, Threads, Rate, Save, Load, Checkpoints,
            Distributed, Json }) command.Add(option);
        command.SetAction(parsed => run(ToOptions(parsed)));
        ParseResult result = command.Parse(arguments);
        if (result.Errors.Count == 0) return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        foreach (string message in result.Errors.Select(static error => error.Message).Distinct(StringComparer.Ordinal)) ErrorLine.Write(errors, message);
        return ExitCode.Usage;
    }

    private static Options ToOptions(ParseResult parsed) => new()
    {
        Data = parsed.GetValue(Data),
        Download = parsed.GetValue(Download),
        TrainCount = parsed.GetValue(TrainCount),
        TestCount = parsed.GetValue(TestCount),
        Epochs = parsed.GetValue(Epochs),
        Batch = parsed.GetValue(Batch),
        Seed = parsed.GetValue(Seed),
        Threads = parsed.GetValue(Threads),
        Rate = parsed.GetValue(Rate),
        Save = parsed.GetValue(Save),
        Load = parsed.GetValue(Load),
        Checkpoints = parsed.GetValue(Checkpoints),
        Distributed = parsed.GetValue(Distributed),
        Json = parsed.GetValue(Json),
    };

    private static Option<T> Number<T>(string name, string description, T minimum, T maximum, T standard)
        where T : struct, IBinaryInteger<T> => new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => standard,
            CustomParser = result => ParseWhole(name, result, minimum, maximum),
        };

    private static Option<int?> OptionalNumber(string name, string description, int minimum, int maximum) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => ParseWhole(name, result, minimum, maximum),
    };

    private static T ParseWhole<T>(string name, System.CommandLine.Parsing.ArgumentResult result, T minimum, T maximum)
        where T : struct, IBinaryInteger<T>
    {
        string text = result.Tokens[0].Value;
        if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T value) && value >= minimum && value <= maximum) return value;
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} needs a whole number from {minimum} to {maximum}, not '{text}'."));
        return default;
    }

    private static Option<float> LearningRate() => new("--rate")
    {
        Description = "Adam's learning rate at the start; it falls to 0 along a cosine",
        HelpName = "X",
        DefaultValueFactory = static _ => Defaults.Rate,
        CustomParser = static result =>
        {
            string text = result.Tokens[0].Value;
            if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && value > 0 && float.IsFinite(value)) return value;
            result.AddError($"--rate needs a positive number, not '{text}'.");
            return default;
        },
    };

    /// <summary>An option that names a file or directory.</summary>
    /// <param name="findProblem">What is wrong with a path, or null.</param>
    private static Option<string?> Path(string name, string helpName, string description, Func<string, string?> findProblem) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            string path = result.Tokens[0].Value;
            string? problem = path.Length == 0 ? "a path is needed" : findProblem(path);
            if (problem is not null) result.AddError($"{name} '{path}': {problem}.");
            return path;
        },
    };

    /// <summary>The directory itself may be missing: --download creates it.</summary>
    private static string? RequireNoFile(string path) => File.Exists(path) ? "this is a file, a directory is needed" : null;

    /// <summary>Told before training: it would be a pity to hear it afterwards.</summary>
    private static string? RequireDirectory(string path)
    {
        if (Directory.Exists(path)) return "this is a directory, a file is needed";
        return Directory.Exists(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))) ? null : "its directory does not exist";
    }
}
