using System.CommandLine;
using System.Globalization;

using GallerySample.Amplifier;
using GallerySample.Characters;
using GallerySample.Keywords;
using GallerySample.Rows;
using GallerySample.Tagging;

namespace GallerySample;

/// <summary>Networks over sequences, one command each.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var command = new RootCommand("Networks over sequences, each in a screenful: what is declared, what is trained, what comes out.")
        {
            RowsCommand(),
            CharactersCommand(),
            KeywordsCommand(),
            AmplifierCommand(),
            TaggingCommand(),
        };
        return command.Parse(arguments).Invoke();
    }

    private static Command RowsCommand()
    {
        Option<int> epochs = Count("--epochs", "Passes over the digits", 3);
        Option<string?> data = new("--data") { Description = "A directory with MNIST's four IDX files; digits are drawn without it", DefaultValueFactory = static _ => Environment.GetEnvironmentVariable("NETGEN_MNIST") };
        var command = new Command("rows", "Reads digits row by row: an LSTM, and plain recurrent layers from which the gradient vanishes") { epochs, data };
        command.SetAction((parsed, cancellation) => Run(() => RowReading.Train(RowReading.Load(parsed.GetValue(data), 20_000), parsed.GetValue(epochs), Console.Out, cancellation)));
        return command;
    }

    private static Command CharactersCommand()
    {
        Option<int> epochs = Count("--epochs", "Passes over the text", 4);
        Option<string?> text = new("--text") { Description = "A text file; without it, descriptions of the class library that came with .NET" };
        var command = new Command("characters", "Learns to write character by character: a transformer of four blocks, against an n-gram model") { epochs, text };
        command.SetAction((parsed, cancellation) => Run(() => Writing.Train(TextSource.Read(parsed.GetValue(text), 1_000_000), parsed.GetValue(epochs), Console.Out, cancellation)));
        return command;
    }

    private static Command KeywordsCommand()
    {
        Option<int> epochs = Count("--epochs", "Passes over the sounds", 10);
        var command = new Command("keywords", "Tells short sounds apart: a convolutional network and a GRU") { epochs };
        command.SetAction((parsed, cancellation) => Run(() => Listening.Train(4_000, parsed.GetValue(epochs), Console.Out, cancellation)));
        return command;
    }

    private static Command AmplifierCommand()
    {
        Option<int> epochs = Count("--epochs", "Passes over the sounds", 20);
        var command = new Command("amplifier", "Learns to sound like an amplifier, and plays sample by sample: dilated convolutions") { epochs };
        command.SetAction((parsed, cancellation) => Run(() => Amplifying.Train(400, parsed.GetValue(epochs), Console.Out, cancellation)));
        return command;
    }

    private static Command TaggingCommand()
    {
        Option<int> epochs = Count("--epochs", "Passes over the sentences", 6);
        var command = new Command("tagging", "Says what each word of a sentence is, whatever its length: an LSTM in both directions") { epochs };
        command.SetAction((parsed, cancellation) => Run(() => Labelling.Train(4_000, parsed.GetValue(epochs), Console.Out, cancellation)));
        return command;
    }

    private static Option<int> Count(string name, string description, int value)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, CultureInfo.InvariantCulture, out int number) && number >= 1)) result.AddError($"{name} is at least 1.");
        });
        return option;
    }

    private static Task<int> Run(Action action)
    {
        try
        {
            action();
            return Task.FromResult(0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine($"Error: {exception.Message}");
            return Task.FromResult(1);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped.");
            return Task.FromResult(130);
        }
    }
}
