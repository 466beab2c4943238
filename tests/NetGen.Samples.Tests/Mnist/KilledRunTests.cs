using System.Diagnostics;
using System.Globalization;

using MnistSample;

using NetGen.Initialization;
using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Samples.Tests.Mnist;

/// <summary>
/// The sample's training, killed while it computes or writes, goes on to the bits of a run that was not. Twice: the tests of the library kill as often as
/// NETGEN_KILLS says.
/// </summary>
public sealed class KilledRunTests : IDisposable
{
    private const int Kills = 2;

    private static readonly string[] s_run = ["--train", "1200", "--test", "50", "--epochs", "6", "--batch", "10", "--threads", "1"];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [LinuxFact]
    public async Task Ends_with_the_bits_of_a_run_that_was_not_killed()
    {
        long begin = Stopwatch.GetTimestamp();
        string expected = await WholeRunAsync();
        TimeSpan whole = Stopwatch.GetElapsedTime(begin);
        (int kills, int reached) = (0, 0);
        for (int run = 0; kills < Kills; run++)
        {
            string checkpoints = _directory.Combine("checkpoints" + run.ToString(CultureInfo.InvariantCulture));
            string saved = _directory.Combine("killed.safetensors");
            bool isFinished = false;
            while (!isFinished)
            {
                isFinished = await RunAndKillAsync(kills < Kills ? Patience(kills, whole) : null, [.. s_run, "--checkpoints", checkpoints, "--save", saved]);
                if (!isFinished) kills++;
                if (RequireWholeCheckpoint(checkpoints) && !isFinished) reached++;
            }

            Assert.True(File.ReadAllBytes(expected).AsSpan().SequenceEqual(File.ReadAllBytes(saved)), $"Run {run}, after {kills} kills in all, ends with other parameters.");
            Directory.Delete(checkpoints, recursive: true);
        }

        Assert.True(reached > 0, "No run came to a checkpoint before it was killed.");
    }

    /// <summary>Until the run behind so many killed ones is killed: a share, drawn at random, of what a whole one takes here, and when it trains.</summary>
    private static TimeSpan Patience(int kills, TimeSpan whole)
        => whole * (0.35 + (0.35 * (Philox.Generate(17, (uint)kills, 0, 0, 0).Word0 / (double)uint.MaxValue)));

    private async Task<string> WholeRunAsync()
    {
        string path = _directory.Combine("whole.safetensors");
        ChildResult result = await MnistProcess.RunAsync([.. s_run, "--save", path]);
        Assert.Equal("", result.Errors);
        return path;
    }

    /// <summary>The newest checkpoint, if there is one, is whole: never one that is half written under its own name.</summary>
    private static bool RequireWholeCheckpoint(string folder)
    {
        if (!Directory.Exists(folder)) return false;
        string? newest = Directory.GetFiles(folder, "checkpoint-*.safetensors").Max(StringComparer.Ordinal);
        if (newest is null) return false;
        DigitNet network = new(seed: 99);
        using Trainer<DigitNet> trainer = network.CreateTrainer(new Adam(1e-3f));
        trainer.LoadCheckpoint(newest, (RunSettings)~0);
        return true;
    }

    /// <summary>Runs the sample, and kills it without a warning (SIGKILL) unless it ends before.</summary>
    /// <returns>Whether it ended by itself, and well.</returns>
    private static async Task<bool> RunAndKillAsync(TimeSpan? patience, string[] arguments)
    {
        var start = new ProcessStartInfo(ChildProcess.Dotnet, [typeof(DigitNet).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        using var limit = new CancellationTokenSource(patience ?? TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        (string told, _) = (await errors, await output);
        Assert.Equal("", told);
        Assert.True(process.ExitCode == 0 || (patience is not null && limit.IsCancellationRequested), $"It ended with {process.ExitCode}.");
        return process.ExitCode == 0;
    }
}
