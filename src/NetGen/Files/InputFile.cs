namespace NetGen.Files;

/// <summary>Opens files that are read at any position.</summary>
internal static class InputFile
{
    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">There is none, it may not be read, or it is a folder, a pipe or a device.</exception>
    public static HandleSource Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileKind kind = FileKinds.Of(path);
        if (kind is not FileKind.Regular and not FileKind.Unknown)
            throw new IOException($"'{path}' is {FileKinds.Describe(kind)}; what is read by its name must be a file. Other sources can be read as a stream.");
        try
        {
            return new HandleSource(File.OpenHandle(path, share: FileShare.Read | FileShare.Delete));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException($"'{path}' may not be read: {exception.Message}", exception);
        }
    }
}
