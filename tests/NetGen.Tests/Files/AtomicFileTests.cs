using NetGen.Files;
using Xunit;

namespace NetGen.Tests.Files;

public sealed class AtomicFileTests
{
    private static readonly SafetensorsEntry[] OldTensors = [new("w", [2], new[] { 1f, 2f })];
    private static readonly SafetensorsEntry[] NewTensors = [new("w", [2], new[] { 3f, 4f }), new("b", [1], new[] { 5f }), new("c", [1], new[] { 6f })];

    [Fact]
    public void AnErrorAtAnyCallLeavesTheOldFile()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Combine("weights.safetensors");
        int failures = 0;
        for (int call = 0; ; call++)
        {
            SafetensorsWriter.Write(path, OldTensors);
            byte[] old = File.ReadAllBytes(path);
            var operations = new FaultyFileOperations(call);
            try
            {
                SafetensorsWriter.Write(path, NewTensors, null, checksum: false, null, operations);
                Assert.Equal(["Create", "Write", "Write", "Write", "Write", "Sync", "Replace", "SyncDirectory"], operations.Calls);
                break;
            }
            catch (IOException exception)
            {
                Assert.Equal($"'{path}' cannot be written. No space left on device", exception.Message);
                failures++;
            }

            // Only once the new name is given can the last step fail, and then the new file is complete.
            if (operations.Calls[^1] == nameof(IFileOperations.SyncDirectory)) Assert.Equal(Serialize(NewTensors), File.ReadAllBytes(path));
            else Assert.Equal(old, File.ReadAllBytes(path));
            Assert.Equal(["weights.safetensors"], directory.Names);
        }

        Assert.Equal(8, failures);
        Assert.Equal(Serialize(NewTensors), File.ReadAllBytes(path));
    }

    [Fact]
    public void AnErrorInTheCallersDataLeavesTheOldFile()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Combine("weights.safetensors");
        SafetensorsWriter.Write(path, OldTensors);
        SafetensorsEntry[] tensors = [.. NewTensors, new SafetensorsEntry("x", [1], static _ => throw new InvalidOperationException("no values"))];
        Assert.Throws<InvalidOperationException>(() => SafetensorsWriter.Write(path, tensors));
        Assert.Equal(Serialize(OldTensors), File.ReadAllBytes(path));
        Assert.Equal(["weights.safetensors"], directory.Names);
    }

    [Fact]
    public void ACrashAtAnyMomentLeavesTheOldFileOrTheNew()
    {
        SimulatedDisk disk = Crash(new SimulatedDisk(Target, Serialize(OldTensors)));
        Assert.Equal([.. new[] { Hex(OldTensors), Hex(NewTensors) }.Order(StringComparer.Ordinal)], disk.Outcomes.Order(StringComparer.Ordinal));
        Assert.Equal([Hex(NewTensors)], disk.CrashNow());
    }

    [Fact]
    public void TheSimulationNoticesMissingBarriers()
    {
        // Without forcing the file, garbage can stand under the name; without forcing the directory, the old file can come back.
        Assert.True(Crash(new SimulatedDisk(Target, Serialize(OldTensors)) { IgnoreSync = true }).Outcomes.Count > 2);
        Assert.Contains(Hex(OldTensors), Crash(new SimulatedDisk(Target, Serialize(OldTensors)) { IgnoreSyncDirectory = true }).CrashNow());
    }

    [Fact]
    public void ReplacingKeepsThePermissions()
    {
        if (OperatingSystem.IsWindows()) return;
        using var directory = new TemporaryDirectory();
        string path = directory.Combine("weights.safetensors");
        SafetensorsWriter.Write(path, OldTensors);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        SafetensorsWriter.Write(path, NewTensors);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void AMissingDirectoryIsReported()
    {
        using var directory = new TemporaryDirectory();
        string path = Path.Combine(directory.Root, "no", "w.safetensors");
        DirectoryNotFoundException exception = Assert.Throws<DirectoryNotFoundException>(() => SafetensorsWriter.Write(path, OldTensors));
        Assert.Equal($"'{path}' cannot be written: its folder does not exist.", exception.Message);
    }

    /// <summary>Whatever the system calls it, and whichever call it fails: the message has the name that the caller gave and not that of the unfinished file.</summary>
    [Fact]
    public void AnyTroubleIsTheDocumentedExceptionAndNamesTheFile()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Combine("w.safetensors");
        for (int call = 0; call < 8; call++)
        {
            var operations = new FaultyFileOperations(call) { Failure = static temporary => new UnauthorizedAccessException($"Access to the path '{temporary}' is denied.") };
            IOException exception = Assert.Throws<IOException>(() => SafetensorsWriter.Write(path, NewTensors, null, checksum: false, null, operations));
            Assert.Equal($"'{path}' cannot be written. Access to the path '{path}' is denied.", exception.Message);
            Assert.IsType<UnauthorizedAccessException>(exception.InnerException);
        }

        // And of the real system: the folder is a file.
        string below = Path.Combine(path, "w.safetensors");
        string message = Assert.ThrowsAny<IOException>(() => SafetensorsWriter.Write(below, OldTensors)).Message;
        Assert.StartsWith($"'{below}' cannot be written", message, StringComparison.Ordinal);
        Assert.DoesNotContain(AtomicFile.TemporaryPrefix, message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderThatCannotBeCreatedIsReported()
    {
        using var directory = new TemporaryDirectory();
        AtomicFile.CreateFolder(directory.Combine("a"));
        AtomicFile.CreateFolder(directory.Combine("a"));
        string path = directory.Combine("file");
        File.WriteAllText(path, "");
        Assert.StartsWith($"The folder '{path}' cannot be created. ", Assert.Throws<IOException>(() => AtomicFile.CreateFolder(path)).Message, StringComparison.Ordinal);
        if (!OperatingSystem.IsLinux()) return;

        // Not even the administrator may create folders there.
        Assert.StartsWith("The folder '/proc/netgen' cannot be created. ", Assert.ThrowsAny<IOException>(() => AtomicFile.CreateFolder("/proc/netgen")).Message, StringComparison.Ordinal);
    }

    /// <summary>What cannot be taken away says less than why it was to be.</summary>
    [Fact]
    public void AnUnfinishedFileThatCannotBeDeletedHidesNoError()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Combine("w.safetensors");
        foreach (Exception failure in new Exception[] { new IOException("Busy"), new UnauthorizedAccessException("Denied") })
        {
            var operations = new FaultyFileOperations(failingCall: 2) { DeleteFailure = failure };
            IOException exception = Assert.Throws<IOException>(() => SafetensorsWriter.Write(path, NewTensors, null, checksum: false, null, operations));
            Assert.Equal($"'{path}' cannot be written. No space left on device", exception.Message);
        }
    }

    /// <summary>A folder is opened to force its entry onto the device; a process has no thousands of files to lose.</summary>
    [Fact]
    public void NothingStaysOpen()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var directory = new TemporaryDirectory();
        SafetensorsWriter.Write(directory.Combine("w.safetensors"), NewTensors);
        string?[] open = [.. Directory.GetFileSystemEntries("/proc/self/fd").Select(static descriptor => new FileInfo(descriptor).LinkTarget)];
        Assert.DoesNotContain(open, target => target?.StartsWith(directory.Root, StringComparison.Ordinal) == true);
    }

    [Fact]
    public void AFolderThatCannotBeWrittenToIsReported()
    {
        using var directory = new TemporaryDirectory();
        AtomicFile.RequireWritable(directory.Root);
        Assert.Empty(directory.Names);

        string missing = directory.Combine("missing");
        IOException exception = Assert.Throws<IOException>(() => AtomicFile.RequireWritable(missing));
        Assert.StartsWith($"The folder '{missing}' cannot be written to. ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith($" '{missing}'.", exception.Message, StringComparison.Ordinal);
        Assert.IsType<DirectoryNotFoundException>(exception.InnerException);
        if (!OperatingSystem.IsLinux()) return;

        // Not even the administrator may create files there.
        exception = Assert.Throws<IOException>(() => AtomicFile.RequireWritable("/proc/self"));
        Assert.StartsWith("The folder '/proc/self' cannot be written to. ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadersNeverSeeAHalfWrittenFile()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Combine("weights.safetensors");
        static SafetensorsEntry[] Generation(int value) => [new("w", [5000], span => span.Fill(value))];
        SafetensorsWriter.Write(path, Generation(0), checksum: true);
        bool done = false;
        var writer = new Thread(() =>
        {
            for (int value = 1; value < 200; value++) SafetensorsWriter.Write(path, Generation(value), checksum: true);
            Volatile.Write(ref done, true);
        });
        writer.Start();
        float[] values = new float[5000];
        float last = 0;
        while (!Volatile.Read(ref done))
        {
            using SafetensorsFile file = SafetensorsFile.Open(path);
            file.VerifyChecksum();
            file.Read("w", values);
            Assert.True(values[0] >= last);
            Assert.DoesNotContain(values, value => value != values[0]);
            last = values[0];
        }

        writer.Join();
    }

    private static string Target => Path.GetFullPath("weights.safetensors");

    private static SimulatedDisk Crash(SimulatedDisk disk)
    {
        SafetensorsWriter.Write(Target, NewTensors, null, checksum: false, null, disk);
        return disk;
    }

    private static string Hex(SafetensorsEntry[] tensors) => Convert.ToHexString(Serialize(tensors));

    private static byte[] Serialize(SafetensorsEntry[] tensors)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors);
        return stream.ToArray();
    }
}
