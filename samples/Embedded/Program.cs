using System.Diagnostics;
using System.Globalization;

using NetGen;
using NetGen.Data;

namespace EmbeddedSample;

/// <summary>A program for a device: its weights are a resource of the executable, and it goes on learning where it is.</summary>
internal static class Program
{
    private const int Digits = 1_000;

    private const string Help = """
        Reads digits with a network whose weights lie in the program.

          embedded                     reads digits that it draws, and says how fast
          embedded IMAGE...            reads files of 28 x 28 bytes, light ink on dark
          embedded --train N [FILE]    trains on with N drawn digits, and writes the weights to FILE
          embedded --new N FILE        the same from new weights
        """;

    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        switch (arguments)
        {
            case []: return Show(LoadResource());
            case ["--help" or "-h", ..]: return Say(Help);
            case ["--train", string digits]: return Train(LoadResource(), digits, path: null);
            case ["--train", string digits, string path]: return Train(LoadResource(), digits, path);
            case ["--new", string digits, string path]: return Train(new DigitReader(seed: 1), digits, path);
            case [['-', ..], ..]: return Fail($"'{arguments[0]}' is not understood. --help says what is.");
            default: return Read(LoadResource(), arguments);
        }
    }

    private static DigitReader LoadResource()
    {
        using Stream weights = typeof(Program).Assembly.GetManifestResourceStream("digits.safetensors")!;
        return DigitReader.Load(weights);
    }

    private static int Show(DigitReader network)
    {
        var image = new float[DrawnDigits.ImageSize * DrawnDigits.ImageSize];
        int label = DrawnDigits.Draw(seed: 2, index: 0, image);
        long begin = Stopwatch.GetTimestamp();
        Classification first = network.Classify(image);
        TimeSpan call = Stopwatch.GetElapsedTime(begin);
        TimeSpan start = DateTime.UtcNow - Process.GetCurrentProcess().StartTime.ToUniversalTime();
        Say($"first answer: {first.Label} (a {label}), {call.TotalMilliseconds:F3} ms in the call, {start.TotalMilliseconds:F0} ms after the process began");
        Dataset test = DrawnDigits.Create(Digits, seed: 2);
        begin = Stopwatch.GetTimestamp();
        double accuracy = network.Evaluate(test).Accuracy!.Value;
        return Say($"{Digits} drawn digits: {accuracy:P1} right, {Stopwatch.GetElapsedTime(begin).TotalMicroseconds / Digits:F1} us each");
    }

    private static int Read(DigitReader network, string[] paths)
    {
        foreach (string path in paths)
        {
            if (!File.Exists(path)) return Fail($"There is no file '{path}'.");
            byte[] pixels = File.ReadAllBytes(path);
            if (pixels.Length != DigitReader.Info.InputSize) return Fail($"'{path}' has {pixels.Length} bytes; an image has {DigitReader.Info.InputSize}.");
            Classification answer = network.Classify(Array.ConvertAll(pixels, static pixel => pixel / 255f));
            Say($"{path}: {answer.Label} ({answer.Probability:P0})");
        }

        return 0;
    }

    private static int Train(DigitReader network, string text, string? path)
    {
        if (!int.TryParse(text, out int digits) || digits is < 32 or > 1_000_000) return Fail($"'{text}' is no number of digits from 32 to 1000000.");
        using Trainer<DigitReader> trainer = network.CreateTrainer(new Adam(2e-3));
        TrainingReport report = trainer.Fit(DrawnDigits.Create(digits, seed: 1), new() { Epochs = 3, BatchSize = 32, Schedule = LearningRateSchedule.Cosine, Validation = DrawnDigits.Create(Digits, seed: 2), Callbacks = [new ConsoleProgress()] });
        if (path is not null) network.Save(path);
        return Say($"trained with {digits} digits: {report.Validation!.Accuracy:P1} of {Digits} others right");
    }

    private static int Say(string text)
    {
        Console.WriteLine(text);
        return 0;
    }

    private static int Fail(string text)
    {
        Console.Error.WriteLine(text);
        return 2;
    }
}
