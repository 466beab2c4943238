using System.Globalization;

namespace NetGen.Files;

/// <summary>
/// Writes a whole file so that a crash or an error at any moment leaves under its name either the old content or the new, never a part:
/// a new file in the same directory is written and forced onto the device, renamed, and the directory forced after it.
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
    public static void Write(string path, Action<Stream> write, IFileOperations? operations = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        operations ??= FileOperations.Instance;
        string target = Path.GetFullPath(path);
        string directory = Path.GetDirectoryName(target) ?? throw new ArgumentException("The path names no file.", nameof(path));
        string temporary = Path.Combine(directory, TemporaryName());
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

    private static string TemporaryName() => TemporaryPrefix + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture) + TemporarySuffix;

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
