using System.Diagnostics;
using System.Globalization;

namespace NetGen.Tests.Faults;

/// <summary>How a process that trains has ended.</summary>
/// <param name="Steps">What it said of each step: its number, and the hash of the network.</param>
/// <param name="IsKilled">Whether it had to be.</param>
/// <param name="Time">From its first step to its end.</param>
internal sealed record FaultProcess(IReadOnlyList<(int Step, string Hash)> Steps, bool IsKilled, int ExitCode, string Errors, TimeSpan Time)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    /// <summary>Trains in a folder in a process of its own, and kills it (SIGKILL: it has no say) a while after its first step, unless it has ended.</summary>
    /// <param name="patience">The while; null for a process that is not killed.</param>
    /// <param name="launcher">A command that starts the one behind it, with its arguments; empty for none.</param>
    public static async Task<FaultProcess> RunAsync(string folder, int threads, TimeSpan? patience = null, params string[] launcher)
    {
        string[] command = [.. launcher, "dotnet", typeof(FaultProcess).Assembly.Location, folder, threads.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        var steps = new List<(int, string)>();
        long begin = 0;
        using var killing = new CancellationTokenSource(s_limit);
        using CancellationTokenRegistration registration = killing.Token.Register(process.Kill);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (steps.Count == 0)
            {
                begin = Stopwatch.GetTimestamp();
                if (patience is { } time) killing.CancelAfter(time);
            }

            // The last line of a killed process may be a part of one.
            if (line.Split(' ') is [string step, { Length: 64 } hash]) steps.Add((int.Parse(step, CultureInfo.InvariantCulture), hash));
        }

        await process.WaitForExitAsync();
        bool isKilled = killing.IsCancellationRequested && process.ExitCode != 0;
        if (isKilled && patience is null) throw new TimeoutException($"Training did not end within {s_limit}.");
        return new FaultProcess(steps, isKilled, process.ExitCode, await errors, begin == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(begin));
    }
}
