using System.CommandLine;
using System.Globalization;

namespace SketchSample;

/// <summary>Serves the page that reads digits; with <c>--server</c> also answers requests for predictions.</summary>
internal static class ServerProgram
{
    private static int Main(string[] arguments)
    {
        var port = new Option<int>("--port") { Description = "Where to listen, on this machine alone; 0 for any that is free", DefaultValueFactory = static _ => 5080 };
        var server = new Option<bool>("--server") { Description = "Also answer POST /predict, which takes an image and gives ten probabilities" };
        var requests = new Option<int>("--requests") { Description = "Most requests of an address within a second, with --server", HelpName = "N", DefaultValueFactory = static _ => 50 };
        var quiet = new Option<bool>("--no-browser") { Description = "Do not open the page" };
        var train = new Option<string?>("--train") { Description = "Instead train the network anew on MNIST's files in DIR, and write --weights", HelpName = "DIR" };
        var weights = new Option<string>("--weights") { Description = "Where --train writes", HelpName = "FILE", DefaultValueFactory = static _ => "sketch.safetensors" };
        port.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, CultureInfo.InvariantCulture, out int number) && number is >= 0 and <= 65_535)) result.AddError("--port takes a number from 0 to 65535.");
        });
        requests.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, CultureInfo.InvariantCulture, out int number) && number >= 1)) result.AddError("--requests takes a number from 1 on.");
        });
        var command = new RootCommand("A page that reads digits as you draw them, and learns from them: the network runs in the browser.") { port, server, requests, quiet, train, weights };
        command.SetAction((parsed, cancellation) => parsed.GetValue(train) is { } folder
            ? Task.Run(() => Training.Run(folder, parsed.GetRequiredValue(weights), cancellation), cancellation)
            : SketchServer.RunAsync(parsed.GetValue(port), parsed.GetValue(server) ? parsed.GetValue(requests) : 0, !parsed.GetValue(quiet), cancellation));
        return command.Parse(arguments).Invoke();
    }
}
