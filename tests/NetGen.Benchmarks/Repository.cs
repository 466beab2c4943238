namespace NetGen.Benchmarks;

/// <summary>The source tree that this program was built in: it runs scripts and publishes a project of it.</summary>
internal static class Repository
{
    /// <summary>The path of a file of the repository, or null when the program does not lie in it.</summary>
    /// <param name="relativePath">From the root of the repository, with slashes.</param>
    public static string? Find(string relativePath)
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            string path = Path.Combine(directory.FullName, relativePath);
            if (File.Exists(path)) return path;
        }

        return null;
    }
}
