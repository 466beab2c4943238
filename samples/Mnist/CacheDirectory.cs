namespace MnistSample;

/// <summary>Where this user's programs keep what can be fetched again.</summary>
internal static class CacheDirectory
{
    /// <summary>The directory of MNIST's files.</summary>
    /// <exception cref="BadInputException">The user has no directory of their own.</exception>
    public static string ForMnist() => Path.Combine(Base(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)), "netgen", "mnist");

    /// <summary>The system's cache directory: XDG's on Unix, Library/Caches on macOS, the local application data on Windows.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="home">The user's own directory; empty if there is none.</param>
    internal static string Base(Func<string, string?> variable, string home)
    {
        if (OperatingSystem.IsWindows()) return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);

        // The XDG specification: a relative path is to be ignored.
        if (variable("XDG_CACHE_HOME") is { } cache && Path.IsPathFullyQualified(cache)) return cache;
        if (home.Length == 0) throw new BadInputException("There is no cache directory: neither HOME nor XDG_CACHE_HOME is set. Use --data.");
        return OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches") : Path.Combine(home, ".cache");
    }
}
