using System.CommandLine;
using System.Globalization;

namespace TicTacToeSample;

/// <summary>Trains a policy and a value on tic-tac-toe.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var epochs = new Option<int>("--epochs") { Description = "Passes over the positions", DefaultValueFactory = static _ => 30 };
        epochs.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, CultureInfo.InvariantCulture, out int number) && number >= 1)) result.AddError("--epochs is at least 1.");
        });
        var command = new RootCommand("Trains a network with two heads to play tic-tac-toe: where to move, and how the game will end.") { epochs };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed.GetValue(epochs), cancellation)));
        return command.Parse(arguments).Invoke();
    }

    private static int Run(int epochs, CancellationToken cancellation)
    {
        try
        {
            Learning.Train(epochs, Console.Out, cancellation);
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped.");
            return 130;
        }
    }
}
