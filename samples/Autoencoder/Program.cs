using System.CommandLine;
using System.Globalization;

namespace AutoencoderSample;

/// <summary>Trains an autoencoder on drawn digits.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var epochs = new Option<int>("--epochs") { Description = "Passes over 5,000 digits", DefaultValueFactory = static _ => 5 };
        var picture = new Option<string?>("--picture") { Description = "Write a PNG of ten digits, and below each what has come through" };
        epochs.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, CultureInfo.InvariantCulture, out int number) && number >= 1)) result.AddError("--epochs is at least 1.");
        });
        var command = new RootCommand("Trains a network to say digits of 784 pixels with 16 numbers, and to draw them again from these.") { epochs, picture };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed.GetValue(epochs), parsed.GetValue(picture), cancellation)));
        return command.Parse(arguments).Invoke();
    }

    private static int Run(int epochs, string? picture, CancellationToken cancellation)
    {
        try
        {
            Coding.Train(5_000, epochs, Console.Out, picture, cancellation);
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Error: {exception.Message}");
            return 1;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped.");
            return 130;
        }
    }
}
