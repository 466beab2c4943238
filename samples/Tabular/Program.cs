using System.CommandLine;
using System.Globalization;

using NetGen.Tables;

namespace TabularSample;

/// <summary>Trains <see cref="ChurnNet"/> on a table of customers, and logistic regression beside it.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var data = new Option<string?>("--data") { Description = "A file with the columns that the sample writes; without it, one is made up" };
        var rows = new Option<int>("--rows") { Description = "Rows of that", DefaultValueFactory = static _ => 20_000 };
        var epochs = new Option<int>("--epochs") { Description = "Passes over the rows, at most", DefaultValueFactory = static _ => 30 };
        rows.Validators.Add(static result => RequireAtLeast(result, 100));
        epochs.Validators.Add(static result => RequireAtLeast(result, 1));
        var command = new RootCommand("Learns from a table which customers leave, and compares the network with logistic regression.") { data, rows, epochs };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed.GetValue(data), parsed.GetValue(rows), parsed.GetValue(epochs), cancellation)));
        return command.Parse(arguments).Invoke();
    }

    private static int Run(string? path, int rows, int epochs, CancellationToken cancellation)
    {
        try
        {
            double? best = null;
            if (path is null)
            {
                path = Path.Combine(Path.GetTempPath(), $"customers-{rows}.csv");
                best = Customers.Write(path, rows, seed: 7);
                Console.WriteLine($"wrote {path}");
            }

            (double logistic, double network) = Churn.Train(path, epochs, Console.Out, cancellation);
            Console.WriteLine($"area under the ROC curve: logistic regression {logistic:F3}, network {network:F3}" + (best is { } most ? $"; the most that is possible {most:F3}" : ""));
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TableException or ArgumentException)
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

    private static void RequireAtLeast(System.CommandLine.Parsing.OptionResult result, int least)
    {
        if (result.Tokens is [var token] && !(int.TryParse(token.Value, CultureInfo.InvariantCulture, out int number) && number >= least)) result.AddError($"{result.Option.Name} is at least {least}.");
    }
}
