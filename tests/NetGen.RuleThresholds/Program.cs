using System.Diagnostics;
using System.Globalization;

using NetGen.RuleThresholds;
using NetGen.TestHelpers;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (MeasuringArguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine($"Usage: NetGen.RuleThresholds {MeasuringArguments.Usage}");
    return 2;
}

const int UsualSeeds = 2;
int seeds = arguments.Seeds ?? UsualSeeds;
(_, string? only, string? markdown) = arguments;

bool IsAsked(ThresholdFamily family)
    => only is null || string.Equals(family.Rule, only, StringComparison.OrdinalIgnoreCase) || family.Key.Contains(only, StringComparison.OrdinalIgnoreCase);

ThresholdFamily[] asked = [.. ThresholdCatalog.Families.Where(IsAsked)];
if (asked.Length == 0)
{
    string known = string.Join(", ", ThresholdCatalog.Families.Select(static family => family.Key).Distinct());
    Console.Error.WriteLine($"error: no rule or threshold is '{only}'; there are {known}.");
    return 2;
}

Stopwatch watch = Stopwatch.StartNew();
List<FamilyResult> results = [];
foreach (ThresholdFamily family in asked)
{
    Console.WriteLine($"{family.Rule} {family.Key}: {family.Title}");
    results.Add(await ThresholdRun.RunAsync(family, seeds, static result => Console.WriteLine("  " + ThresholdReport.Line(result))).ConfigureAwait(false));
}

foreach (FamilyResult result in results) Console.WriteLine(ThresholdReport.Line(result) + (result.IsAsItShouldBe ? "" : " (not as expected)"));
if (markdown is not null) File.WriteAllText(markdown, ThresholdReport.Markdown(results, seeds, watch.Elapsed));
return results.TrueForAll(static result => result.IsAsItShouldBe) ? 0 : 1;
