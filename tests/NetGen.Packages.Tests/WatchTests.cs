using System.Diagnostics;

using NetGen.TestHelpers;

namespace NetGen.Packages.Tests;

/// <summary><c>dotnet watch</c> with a network: a changed layer, and the program goes on with the new one.</summary>
[Collection(PackedFeed.Collection)]
public sealed class WatchTests(PackedFeed feed)
{
    private const string Folder = "watched";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_changed_layer_reaches_the_running_program()
    {
        feed.Tell("dotnet watch");
        await feed.CopyAsync("Directory.Build.props", Folder);
        await feed.CopyAsync("Watched", Folder);
        using var limit = new CancellationTokenSource(Patience);
        using Process watch = Start();
        try
        {
            // 4 to 8 to 2, then 4 to 16 to 2: weights and biases.
            await WaitForAsync(watch, "58 parameters", limit.Token);
            string net = feed.Consumers.PathOf(Folder, "Net.cs");
            await File.WriteAllTextAsync(net, (await File.ReadAllTextAsync(net)).Replace("Dense(8)", "Dense(16)", StringComparison.Ordinal));
            await WaitForAsync(watch, "114 parameters", limit.Token);
        }
        finally
        {
            watch.Kill(entireProcessTree: true);
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(ChildProcess.Dotnet, ["watch", "--non-interactive", "run"]) { WorkingDirectory = feed.Consumers.PathOf(Folder), RedirectStandardOutput = true, UseShellExecute = false };
        foreach ((string name, string value) in feed.Consumers.Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task WaitForAsync(Process watch, string expected, CancellationToken limit)
    {
        List<string> said = [];
        try
        {
            while (await watch.StandardOutput.ReadLineAsync(limit) is { } line)
            {
                if (line == expected) return;
                said.Add(line);
            }
        }
        catch (OperationCanceledException)
        {
            said.Add($"Nothing more came within {Patience}.");
        }

        Assert.Fail($"'{expected}' was not printed:\n{string.Join('\n', said.TakeLast(40))}");
    }
}
