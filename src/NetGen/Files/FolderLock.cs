using System.Runtime.InteropServices;

namespace NetGen.Files;

/// <summary>
/// A folder that one holder alone works in, until it lets go or its process ends, however that ends: the system knows who holds it, so nothing is left
/// behind that would have to be removed by hand. Where a file system knows no locks, or a platform none, there is nothing to hold, and nobody is refused.
/// </summary>
internal sealed partial class FolderLock : IDisposable
{
    /// <summary>On Windows, where a folder cannot be locked itself; it goes with its holder.</summary>
    private const string FileName = AtomicFile.TemporaryPrefix + "lock";

    private const int ExclusiveWithoutWaiting = 2 | 4; // LOCK_EX | LOCK_NB

    private const int Unlock = 8; // LOCK_UN

    private const int SharingViolation = unchecked((int)0x80070020);

    private readonly FileStream? _file;
    private int _descriptor = -1;

    private FolderLock(FileStream? file, int descriptor) => (_file, _descriptor) = (file, descriptor);

    // A program that this one starts must not hold what this one has let go.
    private static int CloseOnExec => OperatingSystem.IsLinux() || OperatingSystem.IsAndroid() ? 0x80000 : OperatingSystem.IsFreeBSD() ? 0x100000 : 0x1000000;

    private static int WouldBlock => OperatingSystem.IsLinux() || OperatingSystem.IsAndroid() ? 11 : 35;

    /// <summary>Takes a folder that exists.</summary>
    /// <exception cref="IOException">Somebody else holds it, in this process or in another.</exception>
    public static FolderLock Take(string folder)
    {
        if (OperatingSystem.IsBrowser() || OperatingSystem.IsWasi()) return new FolderLock(null, -1);
        return OperatingSystem.IsWindows() ? TakeByFile(folder) : TakeFolder(folder);
    }

    public void Dispose()
    {
        _file?.Dispose();
        int descriptor = Interlocked.Exchange(ref _descriptor, -1);
        if (descriptor < 0) return;

        // Closing alone lets go only with the last copy of the descriptor, and a program that is being started has one until it runs.
        _ = LockFile(descriptor, Unlock);
        _ = Close(descriptor);
    }

    private static FolderLock TakeByFile(string folder)
    {
        try
        {
            string path = Path.Combine(folder, FileName);
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose), -1);
        }
        catch (IOException exception) when (exception.HResult == SharingViolation)
        {
            throw InUse(folder, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new FolderLock(null, -1);
        }
    }

    private static FolderLock TakeFolder(string folder)
    {
        int descriptor = Open(folder, CloseOnExec);
        if (descriptor < 0) return new FolderLock(null, -1);
        if (LockFile(descriptor, ExclusiveWithoutWaiting) == 0) return new FolderLock(null, descriptor);
        int error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        return error == WouldBlock ? throw InUse(folder, null) : new FolderLock(null, -1);
    }

    private static IOException InUse(string folder, Exception? cause)
    {
        string who = "another process, or another call of Fit, trains with its checkpoints";
        return new($"The folder '{folder}' is in use: {who}. Every run has a folder of its own.", cause);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int LockFile(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
