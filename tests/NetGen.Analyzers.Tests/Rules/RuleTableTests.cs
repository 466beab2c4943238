using System.Globalization;
using System.Text;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

/// <summary>The table of rules in docs/rules is made from the rules. With NETGEN_UPDATE_README=1 the test writes it.</summary>
public sealed class RuleTableTests
{
    private const string Begin = "<!-- rules: written by RuleTableTests -->\n";
    private const string End = "<!-- end of rules -->\n";

    private static readonly string Overview = Path.Combine(RuleContractTests.Root, "docs", "rules", "README.md");

    /// <summary>Whether the overview names a fix for a rule.</summary>
    internal static bool IsFixable(string id)
    {
        string? row = Array.Find(File.ReadAllLines(Overview), line => line.StartsWith($"| [{id}]", StringComparison.Ordinal));
        return row is not null && row.Split('|')[4].Trim().Length > 0;
    }

    /// <summary>The fix is the one that is offered for the bad example of the rule's page.</summary>
    [Fact]
    public async Task The_table_in_the_overview_is_that_of_the_rules_and_their_fixes()
    {
        Dictionary<string, string> fixes = [];
        foreach (DiagnosticDescriptor rule in RuleContractTests.Descriptors) fixes.Add(rule.Id, await OfferAsync(rule.Id));
        Verify(Overview, Table("| rule | severity | reports | fix, as in the page's example |\n|---|---|---|---|\n", rule => $"| [{rule.Id}]({rule.Id}.md) | {Severity(rule)} | {Title(rule)} | {fixes[rule.Id]} |"));
    }

    private static async Task<string> OfferAsync(string id)
    {
        CodeFixProvider? fix = Array.Find(RuleContractTests.Fixes, candidate => candidate.FixableDiagnosticIds.Contains(id));
        if (fix is null) return string.Empty;
        using EditorProject editor = RulePage.Read(id).Bad.Open(string.Empty, 1);
        return (await editor.OfferAsync(id, fix)).FirstOrDefault() ?? string.Empty;
    }

    private static void Verify(string path, string expected)
    {
        string text = File.ReadAllText(path);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, path + " has no place for the table.");
        if (Environment.GetEnvironmentVariable("NETGEN_UPDATE_README") == "1") File.WriteAllText(path, text[..begin] + expected + text[end..]);
        else Assert.Equal(expected, text[begin..end]);
    }

    private static string Table(string head, Func<DiagnosticDescriptor, string> row)
    {
        var table = new StringBuilder("\n" + head);
        foreach (DiagnosticDescriptor rule in RuleContractTests.Descriptors.OrderBy(rule => rule.Id, StringComparer.Ordinal)) table.Append(row(rule)).Append('\n');
        return table.Append('\n').ToString();
    }

    private static string Title(DiagnosticDescriptor rule) => rule.Title.ToString(CultureInfo.InvariantCulture);

    private static string Severity(DiagnosticDescriptor rule) => !rule.IsEnabledByDefault ? "off" : rule.DefaultSeverity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        DiagnosticSeverity.Info => "info",
        _ => "hint",
    };
}
