using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NetGen.Files;

/// <summary>What stands under a name.</summary>
internal enum FileKind
{
    /// <summary>Nothing, or the system does not say.</summary>
    Unknown,

    /// <summary>A file that holds bytes.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe: opening it waits for who is at the other end.</summary>
    Pipe,

    /// <summary>A socket.</summary>
    Socket,

    /// <summary>A device.</summary>
    Device,
}

/// <summary>
/// Asks the system what stands under a name, because .NET tells folders from the rest and no more: it waits for ever when it opens a pipe,
/// and a file that is renamed onto a device replaces it.
/// </summary>
internal static partial class FileKinds
{
    // <sys/stat.h>, the same on Linux, macOS and the BSDs.
    private const int TypeMask = 0xF000;
    private const int PipeType = 0x1000;
    private const int CharacterDeviceType = 0x2000;
    private const int FolderType = 0x4000;
    private const int BlockDeviceType = 0x6000;
    private const int RegularType = 0x8000;
    private const int SocketType = 0xC000;

    // Linux's statx has one layout on all processors, which stat has not.
    private const int CurrentDirectory = -100;
    private const uint TypeOnly = 1;
    private const int LinuxModeOffset = 28;
    private const int LinuxBufferBytes = 256;

    // Of macOS' struct stat with 64-bit inodes, which Arm64 has no other of.
    private const int MacModeOffset = 4;
    private const int MacBufferBytes = 256;

    /// <summary>What is under <paramref name="path"/>, links followed.</summary>
    public static FileKind Of(string path)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsAndroid() && !OperatingSystem.IsMacOS()) return Directory.Exists(path) ? FileKind.Folder : FileKind.Unknown;
        try
        {
            return (Mode(Path.GetFullPath(path)) & TypeMask) switch
            {
                RegularType => FileKind.Regular,
                FolderType => FileKind.Folder,
                PipeType => FileKind.Pipe,
                SocketType => FileKind.Socket,
                CharacterDeviceType or BlockDeviceType => FileKind.Device,
                _ => FileKind.Unknown,
            };
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than statx, of 2018.
            return Directory.Exists(path) ? FileKind.Folder : FileKind.Unknown;
        }
    }

    /// <summary>With its article, for messages.</summary>
    public static string Describe(FileKind kind) => kind switch
    {
        FileKind.Folder => "a folder",
        FileKind.Pipe => "a pipe",
        FileKind.Socket => "a socket",
        FileKind.Device => "a device",
        _ => "a file",
    };

    /// <summary>Type and permissions; 0 if there is no such file.</summary>
    private static int Mode(string path)
    {
        if (OperatingSystem.IsMacOS())
        {
            Span<byte> status = stackalloc byte[MacBufferBytes];
            int result = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? Stat(path, status) : Stat64(path, status);
            return result == 0 ? BinaryPrimitives.ReadUInt16LittleEndian(status[MacModeOffset..]) : 0;
        }

        Span<byte> extended = stackalloc byte[LinuxBufferBytes];
        if (ExtendedStat(CurrentDirectory, path, 0, TypeOnly, extended) != 0) return 0;
        return MemoryMarshal.Read<ushort>(extended[LinuxModeOffset..]);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ExtendedStat(int directory, string path, int flags, uint mask, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(string path, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat64(string path, Span<byte> status);
}
