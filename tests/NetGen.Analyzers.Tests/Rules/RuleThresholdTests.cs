using NetGen.RuleThresholds;

namespace NetGen.Analyzers.Tests.Rules;

/// <summary>The networks around thresholds, which docs/rule-thresholds.md has been trained with.</summary>
public sealed class RuleThresholdTests
{
    public static TheoryData<string, int> Families
    {
        get
        {
            TheoryData<string, int> families = [];
            for (int index = 0; index < ThresholdCatalog.Families.Count; index++) families.Add(ThresholdCatalog.Families[index].Key, index);
            return families;
        }
    }

    /// <summary>Ten networks on each side, of which the rule says today what the page says that it said.</summary>
    [Theory]
    [MemberData(nameof(Families))]
    public async Task A_rule_speaks_of_the_networks_that_the_page_says(string key, int index)
    {
        ThresholdFamily family = ThresholdCatalog.Families[index];
        string expected = Section(key, index);
        foreach (ThresholdCase entry in family.Cases)
        {
            bool speaks = await new Verdict(family, entry).SpeaksAsync();
            Assert.True(entry.Speaks == speaks, $"{family.Rule} {(speaks ? "speaks" : "is silent")} at {family.Varied} {entry.Setting}.");
            Assert.Matches($@"(?m)^\| {System.Text.RegularExpressions.Regex.Escape(entry.Setting)} \| [^|]*\| {(speaks ? "speaks" : "silent")} \| ", expected);
        }

        Assert.Equal(ThresholdFamily.Side, family.Cases.Count(static entry => entry.Speaks));
        Assert.Equal(2 * ThresholdFamily.Side, family.Cases.Count);
    }

    /// <summary>The part of the page about a family; a threshold may have several.</summary>
    private static string Section(string key, int index)
    {
        string page = File.ReadAllText(Path.Combine(RuleContractTests.Root, "docs", "rule-thresholds.md")).ReplaceLineEndings("\n");
        string[] sections = [.. page.Split("\n## ").Skip(1)];
        Assert.Equal(ThresholdCatalog.Families.Count, sections.Length);
        Assert.Contains(key, sections[index].Split('\n')[0], StringComparison.Ordinal);
        return sections[index];
    }
}
