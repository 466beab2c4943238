using System.Globalization;

namespace NetGen.Files;

/// <summary>
/// Writes a whole file so that a crash or an error at any moment leaves under its name either the old content or the new, never a part:
/// a new file in the same directory is written and forced onto the device, renamed, and the directory forced after it. A link stays a link:
/// the file that it stands for is replaced. What is no file is refused.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Begins the names of unfinished files; only a killed process leaves one behind.</summary>
    public const string TemporaryPrefix = ".netgen-";

    /// <summary>Ends the names of unfinished files.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>
    /// Replaces <paramref name="path"/> by what <paramref name="write"/> writes. If anything before the rename throws, the old file is
    /// untouched and the temporary file is removed; if forcing the directory throws, the new content is in place but may not survive a power cut.
    /// </summary>
    /// <exception cref="IOException">
    /// The file cannot be written: there is no such folder, no permission or no space, or the name is that of a folder, a pipe or a device.
    /// </exception>
    public static void Write(string path, Action<Stream> write, IFileOperations? operations = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        operations ??= FileOperations.Instance;
        string temporaryName = TemporaryName();
        try
        {
            string target = operations.Resolve(path);
            FileKind kind = operations.KindOf(target);
            if (kind is not FileKind.Regular and not FileKind.Unknown) throw new IOException($"It is {FileKinds.Describe(kind)}.");
            string directory = Path.GetDirectoryName(target) ?? throw new IOException("It names no file.");
            Write(target, Path.Combine(directory, temporaryName), directory, write, operations);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new DirectoryNotFoundException($"'{path}' cannot be written: its folder does not exist.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The system's message tells of the temporary file, which nobody knows.
            string reason = exception.Message.Replace(temporaryName, Path.GetFileName(path), StringComparison.Ordinal);
            throw new IOException($"'{path}' cannot be written. {reason}", exception);
        }
    }

    /// <summary>Creates a folder, and those that it is in, unless it exists.</summary>
    /// <exception cref="IOException">It cannot be created: there is no permission, or a file has its name.</exception>
    public static void CreateFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The folder '{path}' cannot be created. {exception.Message}", exception);
        }
    }

    /// <summary>Makes sure that files can be written in a folder, by a file without content.</summary>
    /// <exception cref="IOException">They cannot: there is no permission, the file system is read-only, or its table of files is full.</exception>
    public static void RequireWritable(string folder)
    {
        string name = TemporaryName();
        try
        {
            string path = Path.Combine(folder, name);
            File.Create(path).Dispose();
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = exception.Message.Replace(Path.DirectorySeparatorChar + name, "", StringComparison.Ordinal);
            throw new IOException($"The folder '{folder}' cannot be written to. {reason}", exception);
        }
    }

    private static string TemporaryName() => TemporaryPrefix + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture) + TemporarySuffix;

    private static void Write(string target, string temporary, string directory, Action<Stream> write, IFileOperations operations)
    {
        bool created = false;
        bool replaced = false;
        try
        {
            using (Stream stream = operations.Create(temporary, target))
            {
                created = true;
                write(stream);
                operations.Sync(stream);
            }

            operations.Replace(temporary, target);
            replaced = true;
            operations.SyncDirectory(directory);
        }
        finally
        {
            if (created && !replaced) Remove(temporary, operations);
        }
    }

    private static void Remove(string temporary, IFileOperations operations)
    {
        try
        {
            operations.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The error that led here is on its way to the caller and says more than this one.
        }
    }
}
