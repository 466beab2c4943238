using System.Security.Cryptography;

namespace NetGen.Packages.Tests;

/// <summary>Who packs the same sources gets the same packages, wherever and whenever.</summary>
[Collection(PackedFeed.Collection)]
public sealed class DeterminismTests(PackedFeed feed)
{
    /// <summary>To the byte: the package, its symbols and its bill of materials.</summary>
    [Fact]
    public async Task A_copy_of_the_sources_packs_the_same_bytes()
    {
        feed.Tell("packing NetGen again, from a copy");
        string copy = feed.Consumers.PathOf("copy", "of", "the", "sources");
        foreach (string file in Directory.GetFiles(PackedFeed.Repository)) Copy(file);
        foreach (string folder in new[] { "src", "generator", "analyzers", "templates", "tools", "assets", "docs" })
            foreach (string file in Directory.GetFiles(Path.Combine(PackedFeed.Repository, folder), "*", SearchOption.AllDirectories)) Copy(file);
        string output = feed.Consumers.PathOf("again");
        await feed.PackAsync(copy, output, "NetGen");

        (string Name, string Hash)[] again = [.. Directory.GetFiles(output).Order(StringComparer.Ordinal)
            .Select(static file => (Path.GetFileName(file), Hash(file)))];
        Assert.Equal(3, again.Length);
        Assert.Equal(again.Select(file => (file.Name, Hash(Path.Combine(feed.Folder, file.Name)))), again);

        void Copy(string file)
        {
            string target = Path.Combine(copy, Path.GetRelativePath(PackedFeed.Repository, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
}
