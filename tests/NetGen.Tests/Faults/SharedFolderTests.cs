using System.Diagnostics;

using NetGen.Files;
using NetGen.TestHelpers;
using NetGen.Tests.Files;

using Xunit;

namespace NetGen.Tests.Faults;

/// <summary>Two that want to write to one folder.</summary>
public sealed class SharedFolderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    /// <summary>The second is refused before it changes anything, and the first ends as if nobody had been there.</summary>
    [Fact]
    public void A_second_run_in_the_folder_of_one_that_trains_is_refused()
    {
        string expected = FaultRun.Hash(FaultRun.Train(NewFolder("whole"), threads: 1));
        string folder = NewFolder("run");
        string? told = null;
        FaultNet network = FaultRun.Train(folder, threads: 1, (step, _) =>
        {
            if (step != 9) return;
            FaultNet second = new(seed: 2);
            using Trainer<FaultNet> trainer = FaultRun.CreateTrainer(second);
            told = Assert.Throws<IOException>(() => trainer.Fit(FaultRun.TrainingData(), FaultRun.Options(folder))).Message;
            Assert.Equal((0, FaultRun.Hash(new FaultNet(seed: 2))), (trainer.StepCount, FaultRun.Hash(second)));
        });
        Assert.StartsWith($"The folder '{FaultRun.Checkpoints(folder)}' is in use: another process, or another call of Fit, trains with ", told,
            StringComparison.Ordinal);
        Assert.Equal(expected, FaultRun.Hash(network));
    }

    /// <summary>The same between processes: one that comes while the folder is held ends with the message, and trains when it is free.</summary>
    [Fact]
    public async Task A_second_process_is_refused_until_the_first_has_ended()
    {
        string folder = NewFolder("run");
        Directory.CreateDirectory(FaultRun.Checkpoints(folder));
        using (FolderLock.Take(FaultRun.Checkpoints(folder)))
        {
            FaultProcess refused = await FaultProcess.RunAsync(folder, threads: 1);
            Assert.Equal((1, 0), (refused.ExitCode, refused.Steps.Count));
            Assert.StartsWith($"The folder '{FaultRun.Checkpoints(folder)}' is in use: ", refused.Errors, StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows()) Assert.Empty(Directory.GetFileSystemEntries(FaultRun.Checkpoints(folder)));
        }

        FaultProcess allowed = await FaultProcess.RunAsync(folder, threads: 1);
        Assert.Equal((0, "", FaultRun.Steps), (allowed.ExitCode, allowed.Errors, allowed.Steps.Count));
    }

    /// <summary>A program that was started meanwhile, and lives on, does not hold what is let go.</summary>
    [Fact]
    public void A_folder_is_free_whatever_programs_were_started()
    {
        if (OperatingSystem.IsWindows()) return;
        FolderLock held = FolderLock.Take(_directory.Root);
        using Process other = Process.Start("sleep", "60");
        try
        {
            Assert.Throws<IOException>(() => FolderLock.Take(_directory.Root));
            held.Dispose();
            FolderLock.Take(_directory.Root).Dispose();
        }
        finally
        {
            other.Kill();
            other.WaitForExit();
        }
    }

    /// <summary>Nor does one that is just being started: it has copies of all descriptors until it runs.</summary>
    [Fact]
    public void A_folder_is_free_while_a_program_is_being_started()
    {
        if (!OperatingSystem.IsLinux()) return;
        FolderLock held = FolderLock.Take(_directory.Root);
        using CopiedDescriptor copy = CopiedDescriptor.Of(_directory.Root);
        held.Dispose();
        FolderLock.Take(_directory.Root).Dispose();
    }

    /// <summary>
    /// A disk so slow that others come between any two of its operations: whoever reads meanwhile has the old file, another who writes the same one is not in
    /// the way, and the last who is done has it.
    /// </summary>
    [Fact]
    public void On_a_slow_disk_the_old_file_stands_until_the_new_one_is_whole()
    {
        string path = _directory.Combine("weights.safetensors");
        static SafetensorsEntry[] Generation(int value) => [new("w", [50_000], span => span.Fill(value))];
        SafetensorsWriter.Write(path, Generation(0), checksum: true);
        var seen = new List<float>();
        SafetensorsWriter.Write(path, Generation(1), null, checksum: true, null, new SlowFileOperations(() =>
        {
            if (seen.Count == 2) SafetensorsWriter.Write(path, Generation(2), checksum: true);
            seen.Add(Read(path));
        }));
        Assert.Equal([0, 0, 2, 2, 1], seen);
        Assert.Equal(1, Read(path));
        Assert.Equal(["weights.safetensors"], _directory.Names);
    }

    private static float Read(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        file.VerifyChecksum();
        float[] values = new float[50_000];
        file.Read("w", values);
        return Assert.Single(values.Distinct());
    }

    private string NewFolder(string name) => Directory.CreateDirectory(_directory.Combine(name)).FullName;

    /// <summary>The real file system, with <paramref name="meanwhile"/> before and after all that it does.</summary>
    private sealed class SlowFileOperations(Action meanwhile) : IFileOperations
    {
        private static FileOperations Real => FileOperations.Instance;

        public string Resolve(string path) => Real.Resolve(path);

        public FileKind KindOf(string path) => Real.KindOf(path);

        public Stream Create(string path, string target)
        {
            meanwhile();
            Stream stream = Real.Create(path, target);
            meanwhile();
            return stream;
        }

        public void Sync(Stream stream)
        {
            meanwhile();
            Real.Sync(stream);
            meanwhile();
        }

        public void Replace(string source, string target) => Real.Replace(source, target);

        public void SyncDirectory(string directory)
        {
            meanwhile();
            Real.SyncDirectory(directory);
        }

        public void Delete(string path) => Real.Delete(path);
    }
}
