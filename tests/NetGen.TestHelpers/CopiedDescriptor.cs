using System.Runtime.InteropServices;

namespace NetGen.TestHelpers;

/// <summary>
/// A copy of the descriptor by which this process holds a folder open, as a program that is being started has one until it runs. On Linux alone.
/// </summary>
public sealed partial class CopiedDescriptor : IDisposable
{
    private readonly int _descriptor;

    private CopiedDescriptor(int descriptor) => _descriptor = descriptor;

    /// <summary>Copies the descriptor of a folder.</summary>
    /// <exception cref="InvalidOperationException">This process does not hold it open.</exception>
    public static CopiedDescriptor Of(string folder)
    {
        string open = new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().FirstOrDefault(file => file.LinkTarget == folder)?.Name
            ?? throw new InvalidOperationException($"'{folder}' is not open.");
        return new CopiedDescriptor(Duplicate(int.Parse(open, System.Globalization.CultureInfo.InvariantCulture)));
    }

    public void Dispose() => _ = Close(_descriptor);

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
