using System.Diagnostics;
using System.Text.Json;
using MnistSample;
using NetGen.TestHelpers;
using Xunit;

namespace NetGen.Samples.Tests.Mnist;

/// <summary>Runs the built sample as a user does: as a process.</summary>
internal static class MnistProcess
{
    private const int InterruptSignal = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly Dictionary<string, string> Environment = new(StringComparer.Ordinal);

    /// <summary>Runs with the given arguments.</summary>
    public static Task<ChildResult> RunAsync(params string[] arguments) => ChildProcess.RunAsync(typeof(DigitNet).Assembly, Environment, arguments);

    /// <summary>Runs, requires success and reads the report.</summary>
    public static async Task<JsonElement> ReportAsync(TemporaryDirectory directory, params string[] arguments)
    {
        string path = directory.Combine(Guid.NewGuid().ToString("N") + ".json");
        ChildResult result = await RunAsync([.. arguments, "--json", path]);
        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        return ReadReport(path);
    }

    public static JsonElement ReadReport(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }

    /// <summary>Runs, and sends SIGINT, as Ctrl-C does, when a line of output begins with <paramref name="sign"/>.</summary>
    public static async Task<ChildResult> InterruptAsync(string sign, params string[] arguments)
    {
        // A process that is started in the background of a shell ignores SIGINT, and so would its children: env undoes that.
        var start = new ProcessStartInfo("env") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] command = ["--default-signal=INT", "dotnet", typeof(DigitNet).Assembly.Location, .. arguments];
        foreach (string argument in command) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            var lines = new List<string>();
            bool interrupted = false;
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                lines.Add(line);
                if (interrupted || !line.StartsWith(sign, StringComparison.Ordinal)) continue;
                interrupted = true;
                await SignalAsync(process.Id, limit.Token);
            }

            await process.WaitForExitAsync(limit.Token);
            Assert.True(interrupted, $"No line began with '{sign}':\n{string.Join('\n', lines)}");
            return new ChildResult(process.ExitCode, string.Join('\n', lines), await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static async Task SignalAsync(int processId, CancellationToken cancellation)
    {
        using Process kill = Process.Start("kill", [$"-{InterruptSignal}", processId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellation);
        Assert.Equal(0, kill.ExitCode);
    }
}
