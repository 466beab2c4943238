using NetGen.Tests.Files;

using Xunit;

namespace NetGen.Tests.Faults;

/// <summary>Disks that are full, or that nobody may write to: a clear error, whole files, and a run that goes on when there is room again.</summary>
public sealed class FaultyDiskTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _folder;

    public FaultyDiskTests() => _folder = Directory.CreateDirectory(_directory.Combine("disk")).FullName;

    public void Dispose() => _directory.Dispose();

    /// <summary>There is room for two checkpoints, and the third is written beside them before the first goes.</summary>
    [MountFact]
    public void A_full_disk_ends_a_run_that_goes_on_when_there_is_room()
    {
        List<string> hashes = [];
        string expected = FaultRun.Hash(FaultRun.Train(NewFolder("whole"), threads: 1, (_, network) => hashes.Add(FaultRun.Hash(network))));
        using var disk = new MemoryDisk(_folder, kibibytes: 1400);
        IOException exception = Assert.Throws<IOException>(() => FaultRun.Train(_folder, threads: 1));
        Assert.Matches(@"^'.*checkpoint-000000000003\.safetensors' cannot be written\. No space left on device", exception.Message);

        string[] checkpoints = Names(FaultRun.Checkpoints(_folder));
        Assert.Equal(["checkpoint-000000000001.safetensors", "checkpoint-000000000002.safetensors"], checkpoints);
        for (int step = 1; step <= checkpoints.Length; step++)
        {
            FaultNet network = new(seed: 99);
            using Trainer<FaultNet> trainer = FaultRun.CreateTrainer(network);
            trainer.LoadCheckpoint(Path.Combine(FaultRun.Checkpoints(_folder), checkpoints[step - 1]), (RunSettings)~0);
            Assert.Equal((step, hashes[step - 1]), ((int)trainer.StepCount, FaultRun.Hash(network)));
        }

        disk.Resize(kibibytes: 16384);
        Assert.Equal(expected, FaultRun.Hash(FaultRun.Train(_folder, threads: 1)));
    }

    [MountFact]
    public void Saving_to_a_full_disk_leaves_the_network_that_was_there()
    {
        using var disk = new MemoryDisk(_folder, kibibytes: 240);
        FaultNet network = new(seed: 1);
        network.Save(FaultRun.Network(_folder));
        IOException exception = Assert.Throws<IOException>(() => new FaultNet(seed: 2).Save(FaultRun.Network(_folder)));
        Assert.StartsWith($"'{FaultRun.Network(_folder)}' cannot be written. No space left on device", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["network.safetensors"], Names(_folder));
        Assert.Equal(FaultRun.Hash(network), FaultRun.Hash(FaultNet.Load(FaultRun.Network(_folder))));
    }

    /// <summary>Said before the first step, not after hours with the first checkpoint.</summary>
    [MountFact]
    public void A_read_only_folder_is_refused_before_the_first_step()
    {
        using var disk = new MemoryDisk(_folder, kibibytes: 16384);
        Assert.Throws<OperationCanceledException>(() => FaultRun.Train(_folder, threads: 1, static (step, _) =>
        {
            if (step == 7) throw new OperationCanceledException();
        }));
        Dictionary<string, string> before = Hashes();
        disk.SetReadOnly(true);
        int steps = 0;
        IOException exception = Assert.Throws<IOException>(() => FaultRun.Train(_folder, threads: 1, (_, _) => steps++));
        Assert.StartsWith($"The folder '{FaultRun.Checkpoints(_folder)}' cannot be written to. ", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".netgen-", exception.Message, StringComparison.Ordinal);
        string saving = Assert.Throws<IOException>(() => new FaultNet(seed: 2).Save(FaultRun.Network(_folder))).Message;
        Assert.StartsWith($"'{FaultRun.Network(_folder)}' cannot be written. ", saving, StringComparison.Ordinal);
        Assert.Equal(0, steps);
        Assert.Equal(before, Hashes());

    }

    /// <summary>A run that is complete is read, and writes nothing: it may lie where nobody may write.</summary>
    [MountFact]
    public void A_complete_run_can_be_read_from_a_read_only_folder()
    {
        using var disk = new MemoryDisk(_folder, kibibytes: 16384);
        string expected = Complete(seed: 1);
        disk.SetReadOnly(true);
        Assert.Equal(expected, Complete(seed: 99));

        string Complete(ulong seed)
        {
            FaultNet network = new(seed);
            using Trainer<FaultNet> trainer = FaultRun.CreateTrainer(network);
            trainer.Fit(FaultRun.TrainingData(), FaultRun.Options(_folder, checkpointEverySteps: null));
            return FaultRun.Hash(network);
        }
    }

    /// <summary>A folder that cannot be made is said before the first step; one that is gone is made again.</summary>
    [Fact]
    public void A_missing_folder_is_made_or_said()
    {
        string blocked = Path.Combine(_folder, "file");
        File.WriteAllText(blocked, "");
        FaultNet network = new(seed: 1);
        using Trainer<FaultNet> trainer = FaultRun.CreateTrainer(network);
        IOException exception = Assert.Throws<IOException>(() => trainer.Fit(FaultRun.TrainingData(), FaultRun.Options(blocked)));
        Assert.StartsWith($"The folder '{FaultRun.Checkpoints(blocked)}' cannot be created. ", exception.Message, StringComparison.Ordinal);
        Assert.Equal((0, FaultRun.Hash(new FaultNet(seed: 1))), (trainer.StepCount, FaultRun.Hash(network)));

        string expected = FaultRun.Hash(FaultRun.Train(NewFolder("whole"), threads: 1));
        string actual = FaultRun.Hash(FaultRun.Train(_folder, threads: 1, (step, _) =>
        {
            if (step == 5) Directory.Delete(FaultRun.Checkpoints(_folder), recursive: true);
        }));
        Assert.Equal(expected, actual);
        Assert.Equal(["best.safetensors", "checkpoint-000000000059.safetensors", "checkpoint-000000000060.safetensors"], Names(FaultRun.Checkpoints(_folder)));
    }

    private string NewFolder(string name) => Directory.CreateDirectory(_directory.Combine(name)).FullName;

    private static string[] Names(string folder) => [.. Directory.GetFiles(folder).Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private Dictionary<string, string> Hashes() => Directory.GetFiles(_folder, "*", SearchOption.AllDirectories)
        .ToDictionary(static file => file, static file => FaultRun.Hash(File.ReadAllBytes(file)), StringComparer.Ordinal);
}
