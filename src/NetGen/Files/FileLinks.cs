namespace NetGen.Files;

/// <summary>Follows symbolic links to the file that they stand for, whether it exists or not.</summary>
internal static class FileLinks
{
    /// <summary>As many as Linux follows.</summary>
    private const int MaxLinks = 40;

    /// <summary>The absolute path of what <paramref name="path"/> stands for; itself where it is no link.</summary>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Resolve(string path)
    {
        string full = Path.GetFullPath(path);
        if (new FileInfo(full).LinkTarget is null) return full;
        if (OperatingSystem.IsWindows()) return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        int links = 0;
        return Physical(full, ref links);
    }

    /// <summary>
    /// The path without links in any of its folders: '..' in a link's target goes up from the folder in which the link really lies, which
    /// joining the texts, as .NET does, gets wrong.
    /// </summary>
    private static string Physical(string path, ref int links)
    {
        if (Path.GetDirectoryName(path) is not { } parent) return path;
        string folder = Physical(parent, ref links);
        string here = Path.Combine(folder, Path.GetFileName(path));
        if (new FileInfo(here).LinkTarget is not { } target) return here;
        if (++links > MaxLinks) throw new IOException("There are too many symbolic links, or they lead in a circle.");
        return Physical(Path.GetFullPath(target, folder), ref links);
    }
}
