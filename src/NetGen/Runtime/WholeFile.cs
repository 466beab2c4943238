using System.ComponentModel;

using NetGen.Files;

namespace NetGen.Runtime;

/// <summary>Files of NetGen's own packages, which are written beside their target and renamed, as <c>Save</c> does it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WholeFile
{
    /// <summary>Replaces a file by what is written; after an error the old one is untouched.</summary>
    /// <exception cref="IOException">
    /// The file cannot be written: there is no such folder, no permission or no space, or the name is that of a folder, a pipe or a device.
    /// </exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        AtomicFile.Write(path, write);
    }
}
