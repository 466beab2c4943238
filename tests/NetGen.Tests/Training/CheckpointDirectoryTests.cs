using System.Diagnostics;

using NetGen.Data;
using NetGen.Files;
using NetGen.Tests.Files;

using Xunit;

using static NetGen.Tests.Training.FitRuns;

namespace NetGen.Tests.Training;

/// <summary>What a directory of checkpoints may hold besides sound ones, and what becomes of it.</summary>
public sealed class CheckpointDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    /// <summary>The newest cannot be opened, or must not be: training goes on from the one before it, and ends as if nothing had been.</summary>
    [Theory]
    [InlineData("dangling link")]
    [InlineData("link to itself")]
    [InlineData("link to a device")]
    [InlineData("pipe")]
    [InlineData("link to a pipe")]
    [InlineData("locked")]
    [InlineData("no permission")]
    [InlineData("empty")]
    public async Task WhatCannotBeOpenedGivesWayToTheOneBefore(string newest)
    {
        if (OperatingSystem.IsWindows() && newest is not ("locked" or "empty")) return;
        Dataset train = Labelled(Samples, 1);
        (SmallClassifier expected, _) = FitWhole(train);
        string directory = _directory.Combine("run");
        Interrupt(train, directory, 14);
        string path = Path.Combine(directory, "checkpoint-000000000015.safetensors");
        using IDisposable? held = Place(newest, path);

        var network = new SmallClassifier(99);
        using Trainer<SmallClassifier> trainer = CreateTrainer(network);
        await Task.Run(() => trainer.Fit(train, Options(directory))).WaitAsync(TimeSpan.FromSeconds(60)); // opening a pipe would wait for ever
        TrainerTests.AssertSameBits(expected, network);
    }

    [Theory]
    [InlineData("dangling link", typeof(IOException))]
    [InlineData("pipe", typeof(NetworkFileException))]
    [InlineData("empty", typeof(NetworkFileException))]
    public async Task WhereNoneCanBeOpenedNothingStartsOver(string all, Type exception)
    {
        if (OperatingSystem.IsWindows() && all != "empty") return;
        string directory = _directory.Combine("run");
        Directory.CreateDirectory(directory);
        Place(all, Path.Combine(directory, "checkpoint-000000000015.safetensors"));
        var network = new SmallClassifier(99);
        using Trainer<SmallClassifier> trainer = CreateTrainer(network);
        Task run = Task.Run(() => trainer.Fit(Labelled(Samples, 1), Options(directory)));
        Assert.IsAssignableFrom(exception, await Record.ExceptionAsync(() => run.WaitAsync(TimeSpan.FromSeconds(60))));
        TrainerTests.AssertSameBits(new SmallClassifier(99), network);
        Assert.Equal(0, trainer.StepCount);
    }

    /// <summary>A checkpoint whose checksum is right and whose numbers are not.</summary>
    [Theory]
    [InlineData("netgen.learning_rate", "NaN")]
    [InlineData("netgen.learning_rate", "-0.1")]
    [InlineData("netgen.learning_rate", "Infinity")]
    [InlineData("netgen.learning_rate", "1E+39")]
    [InlineData("netgen.learning_rate", "fast")]
    [InlineData("netgen.updates", "9223372036854775807")]
    [InlineData("netgen.updates", "9223372036854775808")]
    [InlineData("netgen.updates", "15")]
    [InlineData("netgen.updates", "-1")]
    [InlineData("netgen.step", "9223372036854775807")]
    [InlineData("netgen.epochs", "2147483647")]
    [InlineData("netgen.fit.epoch", "2147483647")]
    [InlineData("netgen.fit.epoch", "2")]
    [InlineData("netgen.fit.first_epoch", "2147483647")]
    [InlineData("netgen.fit.next_batch", "2147483648")]
    [InlineData("netgen.fit.next_batch", "5")]
    [InlineData("netgen.fit.history", "")]
    public void NumbersOutOfRangeAreAMalformedFile(string key, string value)
    {
        Dataset train = Labelled(Samples, 1);
        (SmallClassifier expected, _) = FitWhole(train);
        string directory = _directory.Combine("run");
        Interrupt(train, directory, 14);
        string newest = Directory.GetFiles(directory).Max(StringComparer.Ordinal)!;
        Rewrite(newest, key, value);

        var network = new SmallClassifier(99);
        using Trainer<SmallClassifier> trainer = CreateTrainer(network);
        if (!key.StartsWith("netgen.fit.", StringComparison.Ordinal))
        {
            Assert.Contains(key, Assert.Throws<NetworkFileException>(() => trainer.LoadCheckpoint(newest)).Message, StringComparison.Ordinal);
            TrainerTests.AssertSameBits(new SmallClassifier(99), network);
        }

        trainer.Fit(train, Options(directory));
        TrainerTests.AssertSameBits(expected, network);
        Assert.Equal(Steps, trainer.StepCount);
    }

    /// <summary>What a killed process leaves is removed when training begins in its directory; what may be in use, or is not ours, is not.</summary>
    [Fact]
    public void UnfinishedFilesOfKilledRunsAreRemoved()
    {
        string directory = _directory.Combine("run");
        Directory.CreateDirectory(directory);
        string stale = Create(".netgen-0123456789abcdef0123456789abcdef.tmp", hours: 1);
        string[] kept =
        [
            Create(".netgen-1123456789abcdef0123456789abcdef.tmp", hours: 0), // being written
            Create(".netgen-mine.tmp", hours: 9),
            Create(".netgen-2123456789abcdef0123456789abcdef.tmp.txt", hours: 9),
            Create("other.tmp", hours: 9),
        ];
        string locked = Create(".netgen-3123456789abcdef0123456789abcdef.tmp", hours: 1);
        using Trainer<SmallClassifier> trainer = CreateTrainer(new SmallClassifier());
        using (File.Open(locked, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            trainer.Fit(Labelled(Samples, 1), Options(directory));
            Assert.False(File.Exists(stale));
            Assert.All([.. kept, locked], path => Assert.True(File.Exists(path), path));
        }

        trainer.Fit(Labelled(Samples, 1), Options(directory));
        Assert.False(File.Exists(locked));

        string Create(string name, int hours)
        {
            string path = Path.Combine(directory, name);
            File.WriteAllText(path, "half");
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-hours));
            return path;
        }
    }

    /// <summary>Only files with a checkpoint's name are looked at and removed: a copy that somebody keeps beside them is not.</summary>
    [Fact]
    public void OtherFilesAreLeftAlone()
    {
        Dataset train = Labelled(Samples, 1);
        (SmallClassifier expected, _) = FitWhole(train);
        string directory = _directory.Combine("run");
        Interrupt(train, directory, 14);
        string[] others = ["checkpoint-best.safetensors", "checkpoint-15.safetensors", "checkpoint-.safetensors", "checkpoint-0000000000015.safetensors", "notes.txt"];
        foreach (string name in others) File.WriteAllText(Path.Combine(directory, name), "not a checkpoint");
        var network = new SmallClassifier(99);
        using Trainer<SmallClassifier> trainer = CreateTrainer(network);
        trainer.Fit(train, Options(directory));
        TrainerTests.AssertSameBits(expected, network);
        Assert.Equal(
            [.. others.Append("best.safetensors").Append("checkpoint-000000000018.safetensors").Append("checkpoint-000000000020.safetensors").Order(StringComparer.Ordinal)],
            Directory.GetFiles(directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    private static FileStream? Place(string kind, string path)
    {
        string before = Directory.GetFiles(Path.GetDirectoryName(path)!).Max(StringComparer.Ordinal) ?? string.Empty;
        switch (kind)
        {
            case "dangling link":
                File.CreateSymbolicLink(path, path + ".gone");
                break;
            case "link to itself":
                File.CreateSymbolicLink(path, path);
                break;
            case "link to a device":
                File.CreateSymbolicLink(path, "/dev/zero");
                break;
            case "pipe":
                MakePipe(path);
                break;
            case "link to a pipe":
                MakePipe(path + ".pipe");
                File.CreateSymbolicLink(path, path + ".pipe");
                break;
            case "no permission":
                File.Copy(before, path);
                if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.None);
                break;
            case "locked":
                File.Copy(before, path);
                return File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            default:
                File.WriteAllBytes(path, []);
                break;
        }

        return null;
    }

    private static void MakePipe(string path)
    {
        using Process process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private static void Rewrite(string path, string key, string value)
    {
        List<SafetensorsEntry> entries = [];
        Dictionary<string, string> metadata;
        using (SafetensorsFile file = SafetensorsFile.Open(path))
        {
            metadata = file.Metadata.Where(pair => pair.Key != SafetensorsFile.ChecksumKey).ToDictionary(StringComparer.Ordinal);
            foreach (SafetensorsTensor tensor in file.Tensors)
            {
                float[] values = new float[tensor.Count];
                file.Read(tensor.Name, values);
                entries.Add(new(tensor.Name, [.. tensor.Shape.Select(extent => (int)extent)], values));
            }
        }

        Assert.True(metadata.ContainsKey(key));
        metadata[key] = value;
        SafetensorsWriter.Write(path, entries, metadata, checksum: true);
    }
}
