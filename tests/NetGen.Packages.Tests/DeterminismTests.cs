using System.IO.Compression;
using System.Security.Cryptography;

namespace NetGen.Packages.Tests;

/// <summary>Who packs the same sources gets the same assemblies, wherever they lie.</summary>
[Collection(PackedFeed.Collection)]
public sealed class DeterminismTests(PackedFeed feed)
{
    [Fact]
    public async Task A_copy_of_the_sources_packs_the_same_assemblies()
    {
        feed.Tell("packing NetGen again, from a copy");
        string copy = feed.Consumers.PathOf("copy", "of", "the", "sources");
        foreach (string file in Directory.GetFiles(PackedFeed.Repository)) Copy(file);
        foreach (string folder in new[] { "src", "generator", "analyzers", "templates", "tools", "assets" })
            foreach (string file in Directory.GetFiles(Path.Combine(PackedFeed.Repository, folder), "*", SearchOption.AllDirectories)) Copy(file);
        string output = feed.Consumers.PathOf("again");
        await feed.PackAsync(copy, output, "NetGen");

        using ZipArchive first = feed.Open("NetGen");
        using ZipArchive second = await ZipFile.OpenReadAsync(Assert.Single(Directory.GetFiles(output, "*.nupkg")));
        Dictionary<string, string> expected = Assemblies(first);
        Assert.Equal(5, expected.Count);
        Assert.Equal(expected, Assemblies(second));

        void Copy(string file)
        {
            string target = Path.Combine(copy, Path.GetRelativePath(PackedFeed.Repository, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static Dictionary<string, string> Assemblies(ZipArchive package) => package.Entries
        .Where(static entry => entry.FullName.EndsWith(".dll", StringComparison.Ordinal))
        .ToDictionary(static entry => entry.FullName, Hash, StringComparer.Ordinal);

    private static string Hash(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        return Convert.ToHexString(SHA256.HashData(stream));
    }
}
