using NetGen.Reports;

namespace ExperimentsSample;

/// <summary>Broken and repaired networks, a pair for each rule about initial weights, structure and signal.</summary>
internal sealed class Gallery : Experiment
{
    public override string Id => "NG";

    public override string Title => "Networks that rules speak about, broken and repaired";

    public override string Published => "docs/rules: what the analyzer says of each, and what its fix writes. " + Pairs.Without;

    public override string Setting => "Pairs of small networks, both trained on digits alike: 600 steps of 50 with SGD at 0.05. Three seeds; medians.";

    public override string Shown => "A rule that speaks while one types is worth as much as the networks it saves. Here each has one that is as it should not be, and its twin after the fix.";

    public override string Why => "Most of the rules are one: a signal and its gradient should leave a layer as large as they came. The others name what cannot learn at all, or what learns no more than a simpler network would. Where a network of this size learns in spite of a fault, the table says so: the fault costs more the deeper it is.";

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        int steps = settings.Steps(600, 25);
        Lesson lesson = new(settings.Choose(50, 20), steps, Math.Max(1, steps / 6)) { CurveDigits = settings.Choose(1_000, 100) };
        foreach (Pair pair in Pairs.All)
        {
            foreach (ulong seed in settings.SeedsOf(settings.Choose(3, 1)))
            {
                yield return new Part(pair.Rule + " broken", seed, lesson.Settings, pair.Work(lesson, settings), bench => pair.Broken(pair, bench, seed, lesson));
                yield return new Part(pair.Rule + " repaired", seed, lesson.Settings, pair.Work(lesson, settings), bench => pair.Repaired(pair, bench, seed, lesson));
            }
        }
    }

    public override Conclusion Conclude(Results results)
    {
        string[] helped = [.. Pairs.All.Where(pair => Gain(results, pair) > 0.01).Select(static pair => pair.Rule)];
        string[] harmed = [.. Pairs.All.Where(pair => Gain(results, pair) < -0.01).Select(static pair => pair.Rule)];
        string[] alike = [.. Pairs.All.Select(static pair => pair.Rule).Except(helped).Except(harmed)];
        double[] places = [.. Enumerable.Range(1, Pairs.All.Count).Select(static place => (double)place)];
        Chart chart = new Chart("Accuracy of broken and repaired networks")
        {
            XLabel = "rule, in the order of the table",
            YLabel = "share right",
            YRange = (0, 1),
            Description = "Where the lines are apart the fix helps.",
        }
            .Add(new ChartLine("broken", places, [.. Pairs.All.Select(pair => results.Median(pair.Rule + " broken", "accuracy"))]))
            .Add(new ChartLine("repaired", places, [.. Pairs.All.Select(pair => results.Median(pair.Rule + " repaired", "accuracy"))]));
        return new Conclusion(
            $"The fix gains more than one percent at {helped.Length} of {Pairs.All.Count} pairs ({string.Join(", ", helped)}); {(alike.Length > 0 ? $"it makes less difference than that at {string.Join(", ", alike)}" : "at all others too")}{(harmed.Length > 0 ? $"; and it costs more than one percent at {string.Join(", ", harmed)}, which is a finding about the rule or about this pair" : "")}.",
            [
                new Figure("NG1003: accuracy, repaired less broken", "zeros do not learn", 0, null, [Gain(results, Pairs.All.Single(static pair => pair.Rule == "NG1003"))], Claim.Always),
                new Figure("pairs whose fix gains more than one percent", "most", Pairs.All.Count / 2.0, null, [helped.Length], Claim.Published),
                Figure.Of("pairs whose fix costs more than one percent", "none", [harmed.Length]),
            ],
            [chart])
        {
            Table = new Table(
                ["rule", "fault", "fix", "broken: accuracy", "repaired: accuracy", "broken: std of scores", "predicted", "repaired: std of scores", "predicted", "broken: first loss", "repaired: first loss"],
                [.. Pairs.All.Select(pair => Row(results, pair))]),
        };
    }

    private static double Gain(Results results, Pair pair) => results.Median(pair.Rule + " repaired", "accuracy") - results.Median(pair.Rule + " broken", "accuracy");

    private static string[] Row(Results results, Pair pair)
    {
        string Number(string kind, string name) => results.Median($"{pair.Rule} {kind}", name).ToString("G3", System.Globalization.CultureInfo.InvariantCulture);
        string Accuracy(string kind) => results.Median($"{pair.Rule} {kind}", "accuracy").ToString("P1", System.Globalization.CultureInfo.InvariantCulture);
        return
        [
            pair.Rule, pair.Fault, pair.Repair, Accuracy("broken"), Accuracy("repaired"),
            Number("broken", "std"), Number("broken", "predicted std"), Number("repaired", "std"), Number("repaired", "predicted std"),
            Number("broken", "initial loss"), Number("repaired", "initial loss"),
        ];
    }
}
