using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

using NetGen.CodeFixes;
using NetGen.Generator.Model;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

/// <summary>What every rule must have.</summary>
public sealed partial class RuleContractTests
{
    /// <summary>The folder of the solution.</summary>
    internal static readonly string Root = FindRoot();

    private static readonly DiagnosticAnalyzer[] Analyzers =
    [
        .. typeof(NetworkDeclarationAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
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
        string page = File.ReadAllText(Path.Combine(Root, "docs", "rules", id + ".md"));
        (string Config, string Code)[] examples = [.. Examples().Matches(page).Select(match => (match.Groups["config"].Value, match.Groups["code"].Value))];
        Assert.Equal(2, examples.Length);
        Assert.Contains(await Report(id, examples[0]), reported => reported.Id == id);
        Assert.DoesNotContain(await Report(id, examples[1]), reported => reported.Severity >= DiagnosticSeverity.Warning || reported.Id == id);
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
        CodeFixProvider[] fixes =
        [
            .. typeof(NG0001_AddPartial).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)))
                .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
        ];
        Assert.NotEmpty(fixes);
        foreach (CodeFixProvider fix in fixes)
        {
            Assert.NotNull(fix.GetFixAllProvider());
            Assert.All(fix.FixableDiagnosticIds, id => Assert.NotNull(Find(id)));
        }
    }

    private static DiagnosticDescriptor Find(string id) => Descriptors.Single(descriptor => descriptor.Id == id);

    /// <summary>Statements of an example follow its declarations; they are put where statements may stand.</summary>
    private static async Task<Reported[]> Report(string id, (string Config, string Code) example)
    {
        string[] lines = example.Code.Split('\n');
        string statements = string.Join('\n', lines.Where(line => line.StartsWith("var ", StringComparison.Ordinal)));
        string declarations = string.Join('\n', lines.Where(line => !line.StartsWith("var ", StringComparison.Ordinal)));
        using var editor = new EditorProject(
            Analyzers, example.Config, [$"namespace Example;\n{declarations}\nstatic class Program {{ static void Main() {{ {statements} }} }}"])
        {
            // The rules about generated code, and no others, look at it.
            RunsGenerator = id.StartsWith("NG6", StringComparison.Ordinal),
        };
        return [.. (await editor.DiagnoseAsync()).Select(diagnostic => new Reported(diagnostic.Id, diagnostic.Severity))];
    }

    private static string FindRoot([CallerFilePath] string path = "")
    {
        DirectoryInfo? directory = Directory.GetParent(path);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "NetGen.sln"))) directory = directory.Parent;
        return directory?.FullName ?? throw new DirectoryNotFoundException("No NetGen.sln above " + path);
    }

    [GeneratedRegex(@"[^\s][^.]*(\.(?!\s|$)[^.]*)*\.(?=\s|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Sentences();

    [GeneratedRegex(@"## (Bad|Good)\n+(```ini\n(?<config>.*?)```\n+)?```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Examples();

    private sealed record Reported(string Id, DiagnosticSeverity Severity);
}
