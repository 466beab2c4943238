using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace NetGen.Files;

/// <summary>The file system as <see cref="AtomicFile"/> needs it: one method per step that can fail or be cut off by a crash.</summary>
internal interface IFileOperations
{
    /// <summary>The absolute path of the file that a path stands for, links followed.</summary>
    string Resolve(string path);

    /// <summary>What stands under a name.</summary>
    FileKind KindOf(string path);

    /// <summary>Creates a file that must not exist, with the Unix permissions of <paramref name="target"/> where that exists.</summary>
    Stream Create(string path, string target);

    /// <summary>Forces the file's bytes onto the device.</summary>
    void Sync(Stream stream);

    /// <summary>Gives <paramref name="source"/> the name <paramref name="target"/>, replacing in one step what has that name.</summary>
    void Replace(string source, string target);

    /// <summary>Forces the directory's names onto the device.</summary>
    void SyncDirectory(string directory);

    /// <summary>Removes a file.</summary>
    void Delete(string path);
}

/// <summary>The real file system.</summary>
internal sealed partial class FileOperations : IFileOperations
{
    private const int BufferBytes = 1 << 16;

    // errno values that are the same on Linux, macOS and the BSDs.
    private const int InputOutputError = 5;
    private const int NoSpaceLeft = 28;

    private FileOperations()
    {
    }

    public static FileOperations Instance { get; } = new();

    public string Resolve(string path) => FileLinks.Resolve(path);

    public FileKind KindOf(string path) => FileKinds.Of(path);

    public Stream Create(string path, string target)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = BufferBytes };

        // A file that only its owner may read stays so when it is replaced.
        if (!OperatingSystem.IsWindows() && File.Exists(target)) options.UnixCreateMode = File.GetUnixFileMode(target);
        return new FileStream(path, options);
    }

    public void Sync(Stream stream) => ((FileStream)stream).Flush(flushToDisk: true);

    public void Replace(string source, string target) => File.Move(source, target, overwrite: true);

    public void SyncDirectory(string directory)
    {
        // Windows has no such call; NTFS keeps the order of renames in its journal.
        if (OperatingSystem.IsWindows() || OperatingSystem.IsBrowser() || OperatingSystem.IsWasi()) return;
        SyncUnixDirectory(directory);
    }

    public void Delete(string path) => File.Delete(path);

    /// <summary>.NET opens no directories, so the C library does. Where a directory cannot be opened for reading or its file system has no fsync, there is nothing to force.</summary>
    [UnsupportedOSPlatform("windows")]
    private static void SyncUnixDirectory(string directory)
    {
        int descriptor = OpenForReading(directory, 0);
        if (descriptor < 0) return;
        try
        {
            if (Synchronize(descriptor) == 0) return;
            int error = Marshal.GetLastPInvokeError();
            if (error is InputOutputError or NoSpaceLeft)
                throw new IOException(FormattableString.Invariant($"The directory could not be forced onto the device: errno {error}."));
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenForReading(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
