using System.Diagnostics;
using System.Globalization;

using NetGen.RuleThresholds;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const string Usage = "Usage: NetGen.RuleThresholds [--seeds N] [--only RULE-OR-KEY] [--markdown FILE]";
int seeds = 2;
string? only = null;
string? markdown = null;
for (int index = 0; index < args.Length; index += 2)
{
    string? value = index + 1 < args.Length ? args[index + 1] : null;
    bool isKnown = value is not null && args[index] switch
    {
        "--seeds" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out seeds) && seeds > 0,
        "--only" => (only = value) is not null,
        "--markdown" => (markdown = value) is not null,
        _ => false,
    };
    if (isKnown) continue;
    Console.Error.WriteLine(Usage);
    return 2;
}

bool IsAsked(ThresholdFamily family)
    => only is null || string.Equals(family.Rule, only, StringComparison.OrdinalIgnoreCase) || family.Key.Contains(only, StringComparison.OrdinalIgnoreCase);

Stopwatch watch = Stopwatch.StartNew();
List<FamilyResult> results = [];
foreach (ThresholdFamily family in ThresholdCatalog.Families.Where(IsAsked))
{
    Console.WriteLine($"{family.Rule} {family.Key}: {family.Title}");
    results.Add(await ThresholdRun.RunAsync(family, seeds, static result => Console.WriteLine("  " + ThresholdReport.Line(result))).ConfigureAwait(false));
}

foreach (FamilyResult result in results) Console.WriteLine(ThresholdReport.Line(result) + (result.IsAsItShouldBe ? "" : " (not as expected)"));
if (markdown is not null) File.WriteAllText(markdown, ThresholdReport.Markdown(results, seeds, watch.Elapsed));
return results.TrueForAll(static result => result.IsAsItShouldBe) ? 0 : 1;
