using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

using NetGen.CodeFixes;
using NetGen.Generator.Model;

namespace NetGen.Analyzers.Tests.Rules;

/// <summary>What every rule must have.</summary>
public sealed partial class RuleContractTests
{
    /// <summary>The folder of the solution.</summary>
    internal static readonly string Root = FindRoot();

    internal static readonly DiagnosticAnalyzer[] Analyzers =
    [
        .. typeof(NetworkDeclarationAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>All code fixes.</summary>
    internal static readonly CodeFixProvider[] Fixes =
    [
        .. typeof(NG0001_AddPartial).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)))
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    public static TheoryData<string> Ids => [.. Descriptors.Select(descriptor => descriptor.Id)];

    /// <summary>All rules of all analyzers.</summary>
    internal static IEnumerable<DiagnosticDescriptor> Descriptors => Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics);

    [Fact]
    public void No_id_is_used_twice() => Assert.Equal(Descriptors.Select(descriptor => descriptor.Id).Distinct(), Descriptors.Select(descriptor => descriptor.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_a_page_that_its_help_link_leads_to(string id)
    {
        DiagnosticDescriptor rule = Find(id);
        Assert.EndsWith($"docs/rules/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        string page = File.ReadAllText(Path.Combine(Root, "docs", "rules", id + ".md"));
        Assert.StartsWith($"# {id}: {rule.Title.ToString(CultureInfo.InvariantCulture)}\n", page, StringComparison.Ordinal);
        foreach (string heading in (ReadOnlySpan<string>)["## Bad", "## Good", "## Why"]) Assert.Contains("\n" + heading + "\n", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_in_the_release_files_with_its_category_and_severity(string id)
    {
        DiagnosticDescriptor rule = Find(id);
        string folder = Path.Combine(Root, "analyzers", "NetGen.Analyzers");
        string releases = File.ReadAllText(Path.Combine(folder, "AnalyzerReleases.Shipped.md")) + File.ReadAllText(Path.Combine(folder, "AnalyzerReleases.Unshipped.md"));
        string severity = rule.IsEnabledByDefault ? rule.DefaultSeverity.ToString() : "Disabled";
        Assert.Contains($"\n{id} | {rule.Category} | {severity} | ", releases, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_message_is_two_sentences_what_is_wrong_and_what_to_write(string id)
    {
        DiagnosticDescriptor rule = Find(id);
        string message = string.Format(CultureInfo.InvariantCulture, rule.MessageFormat.ToString(CultureInfo.InvariantCulture), "dense1", "is wrong", "Change it", "x", "y", "z");
        Assert.Equal(2, Sentences().Count(message));
        Assert.EndsWith(".", rule.Description.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.False(rule.Title.ToString(CultureInfo.InvariantCulture).EndsWith('.'));
    }

    /// <summary>The examples of the pages, run: the bad one is reported by the rule, the good one neither by it nor by any rule that warns.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_examples_of_a_page_are_what_they_say(string id)
    {
        RulePage page = RulePage.Read(id);
        Assert.Equal(2, page.Examples.Count);
        Assert.Contains(await page.Bad.DiagnoseAsync(), reported => reported.Id == id);
        Assert.DoesNotContain(await page.Good.DiagnoseAsync(), reported => reported.Severity >= DiagnosticSeverity.Warning || reported.Id == id);
    }

    [Fact]
    public void Every_finding_of_the_model_has_a_rule()
    {
        string[] findings =
        [
            .. typeof(RuleIds).GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public).Select(field => (string)field.GetRawConstantValue()!),
        ];
        Assert.Empty(findings.Except(Descriptors.Select(descriptor => descriptor.Id)));
    }

    [Fact]
    public void Fixes_are_for_rules_that_exist_and_can_be_applied_everywhere()
    {
        Assert.NotEmpty(Fixes);
        foreach (CodeFixProvider fix in Fixes)
        {
            Assert.Equal(
                [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution],
                fix.GetFixAllProvider()!.GetSupportedFixAllScopes().Where(scope => scope <= FixAllScope.Solution).Order());
            Assert.All(fix.FixableDiagnosticIds, id => Assert.NotNull(Find(id)));
        }

        string[] fixable = [.. Fixes.SelectMany(fix => fix.FixableDiagnosticIds)];
        Assert.Equal(fixable.Distinct(StringComparer.Ordinal), fixable);
    }

    internal static DiagnosticDescriptor Find(string id) => Descriptors.Single(descriptor => descriptor.Id == id);

    private static string FindRoot([CallerFilePath] string path = "")
    {
        DirectoryInfo? directory = Directory.GetParent(path);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "NetGen.sln"))) directory = directory.Parent;
        return directory?.FullName ?? throw new DirectoryNotFoundException("No NetGen.sln above " + path);
    }

    [GeneratedRegex(@"[^\s][^.]*(\.(?!\s|$)[^.]*)*\.(?=\s|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Sentences();
}
