namespace NetGen.Generator.Tests.Architecture;

/// <summary>Every page of the documentation is led to from its contents and from the pages' own menu.</summary>
public sealed class SitePageTests
{
    public static TheoryData<string> Pages => [.. Directory.GetFiles(Path.Combine(SourceTree.Root, "docs"), "*.md").Select(static page => Path.GetFileName(page)).Where(static page => page != "README.md")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Contents_and_menu_have_the_page(string page)
    {
        Assert.Contains($"]({page})", File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "README.md")), StringComparison.Ordinal);
        Assert.Contains($"href: {page}\n", File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "site", "pages.yml")) + "\n", StringComparison.Ordinal);
    }
}
