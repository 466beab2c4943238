using System.CommandLine;
using System.Globalization;

using NetGen.Images;

namespace ImagesSample;

/// <summary>Trains <see cref="ShapeNet"/> on pictures in folders.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var data = new Option<string?>("--data") { Description = "A folder with four folders of pictures; without it, shapes are drawn" };
        var count = new Option<int>("--count") { Description = "Pictures of each shape that is drawn", DefaultValueFactory = static _ => 1_000 };
        var epochs = new Option<int>("--epochs") { Description = "Passes over the pictures", DefaultValueFactory = static _ => 8 };
        var report = new Option<string?>("--report") { Description = "Write a page of HTML with curves, confusions and histograms" };
        foreach (Option<int> option in new[] { count, epochs })
        {
            option.Validators.Add(static result =>
            {
                if (result.Tokens is [var token] && !(int.TryParse(token.Value, CultureInfo.InvariantCulture, out int number) && number >= 1)) result.AddError($"{result.Option.Name} is at least 1.");
            });
        }

        var command = new RootCommand("Trains a small residual network to tell pictures in folders apart.") { data, count, epochs, report };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed.GetValue(data), parsed.GetValue(count), parsed.GetValue(epochs), parsed.GetValue(report), cancellation)));
        return command.Parse(arguments).Invoke();
    }

    private static int Run(string? folder, int count, int epochs, string? page, CancellationToken cancellation)
    {
        try
        {
            if (folder is null)
            {
                folder = Path.Combine(Path.GetTempPath(), $"shapes-{count}");
                Console.WriteLine($"drawing {folder}");
                Pictures.Write(folder, count, seed: 1);
            }

            Shapes.Train(folder, epochs, Console.Out, page, cancellation);
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ImageException or ArgumentException)
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
