namespace NetGen.Packages.Tests;

/// <summary>The analyzers, code fixes and settings that a package brings along.</summary>
[Collection(PackedFeed.Collection)]
public sealed class AnalyzerTests(PackedFeed feed)
{
    private const string Folder = "warned";

    [Fact]
    public async Task Rules_warn_settings_arrive_and_fixes_apply()
    {
        await feed.CopyAsync("Directory.Build.props", Folder);
        await feed.CopyAsync("Warned", Folder);
        feed.Tell("building a network with a fault, and fixing it");
        string output = await BuildAsync("");
        Assert.Contains("WarnedNet.cs(7,14): warning NG1001:", output, StringComparison.Ordinal);
        Assert.Contains($"({PackedFeed.RulePages}NG1001.md)", output, StringComparison.Ordinal);
        long automatic = GeneratedCharacters();

        // The property of the project reaches the generator, and the analyzer where it is a word that is none.
        await BuildAsync("Size");
        long size = GeneratedCharacters();
        Assert.True(size < automatic, $"Characters of generated code: Size {size}, Auto {automatic}.");
        Assert.Contains("warning NG0020: The project's property NetGenUnroll is 'Fast'", await BuildAsync("Fast"), StringComparison.Ordinal);
        Assert.Equal(automatic, GeneratedCharacters());

        await feed.Consumers.RunInAsync(Folder, 0, "format", "analyzers", "Warned.csproj", "--no-restore", "--diagnostics", "NG1001", "--severity", "warn");
        string text = await File.ReadAllTextAsync(feed.Consumers.PathOf(Folder, "WarnedNet.cs"));
        Assert.Contains("[Dense(64)] [He] [ReLU]", text, StringComparison.Ordinal);
    }

    private Task<string> BuildAsync(string unroll) => feed.Consumers.RunInAsync(Folder, 0, "build", "-t:Rebuild", "-restore", "-m:1", $"-p:NetGenUnroll={unroll}");

    private long GeneratedCharacters() => Directory.GetFiles(feed.Consumers.PathOf(Folder, "obj"), "*.g.cs", SearchOption.AllDirectories)
        .Where(static file => file.Contains("NetworkGenerator", StringComparison.Ordinal))
        .Sum(static file => new FileInfo(file).Length);
}
