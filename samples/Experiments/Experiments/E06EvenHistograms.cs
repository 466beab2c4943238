using NetGen;

namespace ExperimentsSample;

/// <summary>E6.</summary>
internal sealed class E06EvenHistograms : Experiment
{
    private const string Main = "before training";

    public override string Id => "E6";

    public override string Title => "Histograms that stay as they are";

    public override string Published => $"{Articles.Tutorial}: \"variance increases only slightly\" after the fix.";

    public override string Setting => $"{TutorialConvolutions.Network}, the initialisers of E5, before the first step. Three seeds.";

    public override string Shown => "The histograms of the repaired network: every layer's outputs are about as wide as those of the layer before.";

    public override string Why => "Variance 2 / fan-in makes the factor of a layer with ReLU exactly 1. What is left of a rise comes from maximum pooling, whose result is larger than its inputs: by sqrt(1.2 * 2) in the root mean square where neighbours correlate by one half.";

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        foreach (ulong seed in settings.SeedsOf(3))
        {
            yield return new Part(Main, seed, "", TutorialConvolutions.WorkOfLook, bench =>
            {
                Measurements measured = new();
                measured.Spreads["before"] = TutorialConvolutions.Look(bench, new FixedConvNet(seed));
                return measured;
            });
        }
    }

    public override Conclusion Conclude(Results results)
    {
        IReadOnlyList<Spread> first = results.Spreads(Main, "before");
        return new Conclusion(
            FormattableString.Invariant($"The stds of the five layers are {string.Join(", ", first.Select(static spread => spread.Std.ToString("G2", System.Globalization.CultureInfo.InvariantCulture)))}: all of one size. Beside E3, where they grow by a factor of a million, this is the whole repair."),
            [
                new Figure("largest std over smallest", "within one order of magnitude", 1, 10, [.. results[Main].Select(static measured => measured.Spreads["before"].Max(static spread => spread.Std) / measured.Spreads["before"].Min(static spread => spread.Std))], Claim.Always),
                .. first.Select((spread, layer) => new Figure($"{spread.Name}: measured std over predicted", "1", 0.5, 2, [.. results[Main].Select(measured => measured.Spreads["before"][layer].Std / measured.Spreads["before"][layer].PredictedStd)], Claim.Always)),
            ],
            [
                Pictures.Violins(first, "All layers beside each other", "They are about as wide as each other, as predicted."),
                .. TutorialConvolutions.Histograms(first, "repaired"),
            ]);
    }
}
