using System.Globalization;
using System.Text;

namespace NetGen.RuleThresholds;

/// <summary>Families that were judged and trained, as a page.</summary>
internal static class ThresholdReport
{
    /// <summary>One network in a line.</summary>
    public static string Line(CaseResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Case.Setting,-12} {Number(result.Compared),-9} {Word(result)}{Surprise(result)}  {Scores(result)}");

    /// <summary>A family in a line.</summary>
    public static string Line(FamilyResult result)
    {
        string silent = Range(result.ScoresWhere(speaks: false));
        return $"{result.Family.Rule} {result.Family.Key}: {silent} where it is silent, {Range(result.ScoresWhere(speaks: true))} where it speaks";
    }

    /// <summary>The whole page.</summary>
    public static string Markdown(IReadOnlyList<FamilyResult> results, int seeds, TimeSpan time)
    {
        StringBuilder text = new($"""
            # Where rules begin to speak

            Written by `dotnet run -c Release --project tests/NetGen.RuleThresholds -- --markdown docs/rule-thresholds.md`: of each threshold ten networks on
            either side, which differ in nothing but what the rule looks at, each trained from {seeds} seeds. The rule reads the text that is run. What it
            compares is the threshold at which it would change its mind, found by asking. Rules speak of the start, and no rule knows how long a network will be
            trained: near a threshold more steps, or another optimiser, may well make good what a bad start costs. Digits are those that NetGen draws, 6,000 to
            train with, five epochs by batches of 32; what is measured are 1,000 others. All of it takes {Math.Ceiling(time.TotalMinutes):F0} minutes.

            | rule | threshold | | silent: lowest, median, highest | speaks: lowest, median, highest |
            |---|---|---|---|---|

            """);
        foreach (FamilyResult result in results)
        {
            ThresholdFamily family = result.Family;
            string silent = Range(result.ScoresWhere(speaks: false));
            string speaks = Range(result.ScoresWhere(speaks: true));
            text.Append(
                CultureInfo.InvariantCulture,
                $"| [{family.Rule}](rules/{family.Rule}.md) | `{family.Key}` | {family.Score} | {silent} | {speaks} |\n");
        }

        foreach (FamilyResult result in results) text.Append(Section(result));
        return text.ToString();
    }

    private static string Section(FamilyResult result)
    {
        ThresholdFamily family = result.Family;
        IEnumerable<string> rows = result.Cases.Select(static entry
            => $"| {entry.Case.Setting} | {Number(entry.Compared)} | {Word(entry)} | {Scores(entry)} |\n");
        string header = $"| {family.Varied} | compared | rule | {family.Score} |\n|---|---:|---|---|\n";
        return $"\n## {family.Rule}, `{family.Key}`\n\n{family.Title}.\n\n{header}{string.Concat(rows)}";
    }

    private static string Surprise(CaseResult result) => result.Speaks == result.Case.Speaks ? "" : " (unexpected)";

    private static string Word(CaseResult result) => result.Speaks ? "speaks" : "silent";

    private static string Scores(CaseResult result) => string.Join(", ", result.Scores.Select(Percent));

    private static string Range(IReadOnlyList<double> ordered)
        => ordered.Count == 0 ? "none" : $"{Percent(ordered[0])}, {Percent(FamilyResult.Median(ordered))}, {Percent(ordered[^1])}";

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F0} %");

    private static string Number(double? value) => value is { } known ? known.ToString("G2", CultureInfo.InvariantCulture) : "";
}
