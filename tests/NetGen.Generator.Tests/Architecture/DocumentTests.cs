using System.Text.RegularExpressions;

namespace NetGen.Generator.Tests.Architecture;

/// <summary>What the project's pages point at is there.</summary>
public sealed partial class DocumentTests
{
    /// <summary>Folders of the repository, from which the contributor's guide and the architecture page name files.</summary>
    private static readonly string[] Folders = ["src", "generator", "analyzers", "tests", "samples", "docs", "tools"];

    /// <summary>A folder of the package, not of the repository.</summary>
    private const string InPackage = "analyzers/dotnet/";

    public static TheoryData<string> Pages { get; } = [.. MarkdownFiles()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_files(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(SourceTree.Root, page))!;
        IEnumerable<string> targets = Links().Matches(Text(page)).Select(match => match.Groups["target"].Value);
        Assert.DoesNotContain(targets, target => !Path.Exists(Path.Combine(folder, target)));
    }

    /// <summary>A path in quotes begins at the root. One with a placeholder (a name in angle brackets, NGxxxx) is none.</summary>
    [Theory]
    [InlineData("docs/contributing.md")]
    [InlineData("docs/architecture.md")]
    public void Paths_in_quotes_exist(string page)
    {
        string[] paths = [.. QuotedPaths().Matches(Text(page)).Select(match => match.Groups["path"].Value).Where(IsFile)];
        Assert.NotEmpty(paths);
        Assert.DoesNotContain(paths, path => !Path.Exists(Path.Combine(SourceTree.Root, path)));
    }

    [Fact]
    public void The_files_that_people_look_for_are_there()
    {
        string[] expected = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE", ".github/pull_request_template.md", ".github/workflows/build.yml", ".github/workflows/release.yml"];
        Assert.DoesNotContain(expected, file => !File.Exists(Path.Combine(SourceTree.Root, file)));
    }

    private static bool IsFile(string path)
        => Folders.Contains(path.Split('/')[0]) && !path.Contains("xxxx", StringComparison.Ordinal) && !path.StartsWith(InPackage, StringComparison.Ordinal);

    private static string Text(string page) => File.ReadAllText(Path.Combine(SourceTree.Root, page));

    private static IEnumerable<string> MarkdownFiles()
    {
        string[] top = Directory.GetFiles(SourceTree.Root, "*.md");
        string[] pages = Directory.GetFiles(Path.Combine(SourceTree.Root, "docs"), "*.md", SearchOption.AllDirectories);
        return top.Concat(pages).Select(file => Path.GetRelativePath(SourceTree.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
    }

    /// <summary>Files of the project; addresses of the web have a colon.</summary>
    [GeneratedRegex(@"\]\((?<target>[^)\s:#]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Links();

    [GeneratedRegex("`(?<path>[A-Za-z.]+(/[A-Za-z0-9._]+)+)/?`", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex QuotedPaths();
}
