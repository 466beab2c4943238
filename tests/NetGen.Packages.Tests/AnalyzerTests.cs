using System.Text.RegularExpressions;

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

    /// <summary>A package that was built without a public address links to pages inside of it, which are there as soon as it is restored.</summary>
    [Fact]
    public async Task A_package_without_an_address_links_to_its_own_pages()
    {
        const string Linked = "linked";
        string version = feed.Version + ".local";
        feed.Tell("packing without an address of the rules' pages");
        await feed.PackAsync(PackedFeed.Repository, feed.Folder, version, "", "NetGen");
        await feed.CopyAsync("Directory.Build.props", Linked);
        await feed.CopyAsync("Warned", Linked);
        string project = feed.Consumers.PathOf(Linked, "Warned.csproj");
        await File.WriteAllTextAsync(project, (await File.ReadAllTextAsync(project)).Replace(feed.Version, version, StringComparison.Ordinal)
            .Replace("NetGen.Logging", "NetGen", StringComparison.Ordinal));
        string output = await feed.Consumers.RunInAsync(Linked, 0, "build", "-t:Rebuild", "-restore", "-m:1", "-p:RunAnalyzers=true");
        Match link = Regex.Match(output, @"warning NG1001: .*\((?<address>file://[^)]*NG1001\.md)\)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
        Assert.True(link.Success, output);
        string page = new Uri(link.Groups["address"].Value).LocalPath;
        Assert.StartsWith("# NG1001: ", await File.ReadAllTextAsync(page), StringComparison.Ordinal);
        Assert.StartsWith(feed.Consumers.PathOf("packages"), page, StringComparison.Ordinal);
    }

    private Task<string> BuildAsync(string unroll) => feed.Consumers.RunInAsync(Folder, 0, "build", "-t:Rebuild", "-restore", "-m:1", $"-p:NetGenUnroll={unroll}");

    private long GeneratedCharacters() => Directory.GetFiles(feed.Consumers.PathOf(Folder, "obj"), "*.g.cs", SearchOption.AllDirectories)
        .Where(static file => file.Contains("NetworkGenerator", StringComparison.Ordinal))
        .Sum(static file => new FileInfo(file).Length);
}
