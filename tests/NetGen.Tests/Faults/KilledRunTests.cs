using System.Globalization;

using NetGen.Initialization;
using NetGen.Tests.Files;

using Xunit;

namespace NetGen.Tests.Faults;

/// <summary>
/// A process that trains, saves and writes checkpoints all the time is killed at moments that are drawn: ten times, or as many as NETGEN_KILLS says. What it
/// has left is whole each time, nothing that it said was done is lost, and the run that goes on from there ends with the bits of one that nothing stopped.
/// </summary>
public sealed class KilledRunTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, int> _stepOf = new(StringComparer.Ordinal);
    private int _last;

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("NETGEN_KILLS"), CultureInfo.InvariantCulture, out int kills) ? kills : 10;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Ends_with_the_bits_of_a_run_that_was_not_killed()
    {
        string whole = NewFolder("whole");
        FaultProcess expected = await FaultProcess.RunAsync(whole, threads: 1);
        Assert.Equal((0, "", FaultRun.Steps), (expected.ExitCode, expected.Errors, expected.Steps.Count));
        foreach ((int step, string hash) in expected.Steps) _stepOf.Add(hash, step);

        (int kills, int reached) = (0, 0);
        for (int run = 0; kills < Kills; run++)
        {
            string folder = NewFolder(string.Create(CultureInfo.InvariantCulture, $"run{run}"));
            _last = 0;
            bool isKilled = true;
            for (int start = 0; isKilled; start++)
            {
                FaultProcess process = await FaultProcess.RunAsync(folder, threads: 1 + (start % 2), kills < Kills ? Patience(kills, expected.Time) : null);
                Assert.Equal("", process.Errors);
                isKilled = process.IsKilled;
                Assert.True(isKilled || process.ExitCode == 0, $"It ended with {process.ExitCode}.");
                if (!isKilled) continue;
                kills++;
                reached += RequireWhole(folder, process) ? 1 : 0;
            }

            foreach (Func<string, string> file in new[] { FaultRun.Network, FaultRun.History, Best })
            {
                bool isSame = File.ReadAllBytes(file(whole)).AsSpan().SequenceEqual(File.ReadAllBytes(file(folder)));
                Assert.True(isSame, $"Run {run}, after {kills} kills in all, ends with another {Path.GetFileName(file(folder))}.");
            }

            Directory.Delete(folder, recursive: true);
        }

        Assert.True(reached > 0, "No run came to a checkpoint before it was killed.");
    }

    /// <summary>Until the process behind so many killed ones is killed: a part of what all steps take here, so that a run is killed several times.</summary>
    private static TimeSpan Patience(int kills, TimeSpan whole) => whole / 3 * (Philox.Generate(17, (uint)kills, 0, 0, 0).Word0 / (double)uint.MaxValue);

    private static string Best(string folder) => Path.Combine(FaultRun.Checkpoints(folder), "best.safetensors");

    /// <summary>All files of a killed run can be read, and are of the last step that it told of, of the one before or of the one after.</summary>
    /// <returns>Whether there was a checkpoint.</returns>
    private bool RequireWhole(string folder, FaultProcess process)
    {
        // Where a process was killed before it had told of anything, all is as the one before it has left it, or a step further.
        foreach ((int step, string hash) in process.Steps)
        {
            Assert.Equal(step, _stepOf[hash]);
            _last = Math.Max(_last, step);
        }

        string checkpoints = FaultRun.Checkpoints(folder);
        string? newest = Directory.Exists(checkpoints) ? Directory.GetFiles(checkpoints, "checkpoint-*.safetensors").Max(StringComparer.Ordinal) : null;
        Assert.True(newest is not null || _last < 2, $"Step {_last} was told of, and there is no checkpoint.");
        if (newest is not null)
        {
            FaultNet network = new(seed: 99);
            using Trainer<FaultNet> trainer = FaultRun.CreateTrainer(network);
            trainer.LoadCheckpoint(newest, (RunSettings)~0);
            Assert.InRange(trainer.StepCount, _last - 1, _last + 1);
            Assert.Equal(trainer.StepCount, _stepOf[FaultRun.Hash(network)]);
        }

        Assert.True(File.Exists(FaultRun.Network(folder)) || _last == 0, $"Step {_last} was told of, and no network is saved.");
        if (File.Exists(FaultRun.Network(folder)))
        {
            // Behind the last step, the best network takes the place of the last one.
            string saved = FaultRun.Hash(File.ReadAllBytes(FaultRun.Network(folder)));
            Assert.Equal(saved, FaultRun.Hash(FaultNet.Load(FaultRun.Network(folder))));
            int step = _stepOf[saved];
            Assert.True(_last == FaultRun.Steps || step - _last is 0 or 1, $"Step {_last} was told of, and the network is that of step {step}.");
        }

        if (File.Exists(Best(folder))) Assert.Contains(FaultRun.Hash(FaultNet.Load(Best(folder))), _stepOf.Keys);
        if (File.Exists(FaultRun.History(folder))) Assert.EndsWith("\n", File.ReadAllText(FaultRun.History(folder)), StringComparison.Ordinal);
        return newest is not null;
    }

    private string NewFolder(string name) => Directory.CreateDirectory(_directory.Combine(name)).FullName;
}
