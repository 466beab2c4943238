using MnistSample;
using Xunit;

namespace NetGen.Samples.Tests.Mnist;

public sealed class CacheDirectoryTests
{
    [UnixFact]
    public void FollowsXdg() => Assert.Equal("/fast/cache", CacheDirectory.Base(static name => name == "XDG_CACHE_HOME" ? "/fast/cache" : null, "/home/user"));

    [UnixFact]
    public void IgnoresARelativeXdgDirectory() => Assert.Equal(DefaultCache, CacheDirectory.Base(static _ => "cache", "/home/user"));

    [UnixFact]
    public void LiesInTheHomeDirectoryOtherwise() => Assert.Equal(DefaultCache, CacheDirectory.Base(static _ => null, "/home/user"));

    [UnixFact]
    public void NeedsAHomeDirectory() => Assert.Contains("--data", Assert.Throws<BadInputException>(() => CacheDirectory.Base(static _ => null, "")).Message, StringComparison.Ordinal);

    private static string DefaultCache => OperatingSystem.IsMacOS() ? "/home/user/Library/Caches" : "/home/user/.cache";
}
