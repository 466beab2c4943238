using System.Globalization;
using System.Text;

using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Tests.Rules;

/// <summary>The README's table of rules is made from the rules. With NETGEN_UPDATE_README=1 the test writes it.</summary>
public sealed class RuleTableTests
{
    private const string Begin = "<!-- rules: written by RuleTableTests -->\n";
    private const string End = "<!-- end of rules -->\n";

    [Fact]
    public void The_table_in_the_README_is_that_of_the_rules()
    {
        string path = Path.Combine(RuleContractTests.Root, "README.md");
        string readme = File.ReadAllText(path);
        int begin = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = readme.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, "The README has no place for the table.");
        string expected = Table();
        if (Environment.GetEnvironmentVariable("NETGEN_UPDATE_README") == "1") File.WriteAllText(path, readme[..begin] + expected + readme[end..]);
        else Assert.Equal(expected, readme[begin..end]);
    }

    private static string Table()
    {
        var table = new StringBuilder("\n| rule | | reports |\n|---|---|---|\n");
        foreach (DiagnosticDescriptor rule in RuleContractTests.Descriptors.OrderBy(rule => rule.Id, StringComparer.Ordinal))
        {
            string severity = !rule.IsEnabledByDefault ? "off" : rule.DefaultSeverity switch
            {
                DiagnosticSeverity.Error => "error",
                DiagnosticSeverity.Warning => "warning",
                DiagnosticSeverity.Info => "info",
                _ => "hint",
            };
            table.Append(CultureInfo.InvariantCulture, $"| [{rule.Id}](docs/rules/{rule.Id}.md) | {severity} | {rule.Title.ToString(CultureInfo.InvariantCulture)} |\n");
        }

        return table.Append('\n').ToString();
    }
}
