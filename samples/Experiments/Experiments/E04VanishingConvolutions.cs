using NetGen;
using NetGen.Data;

namespace ExperimentsSample;

/// <summary>E4.</summary>
internal sealed class E04VanishingConvolutions : Experiment
{
    private const string Main = "before training";

    public override string Id => "E4";

    public override string Title => "The same, weights a hundred times smaller";

    public override string Published => $"{Articles.Tutorial}: cost 2.3025865221, accuracy 5.01999998465 %: ln 10 = 2.302585093 and 1.43e-6 more; ranges from [-0.02, 0.02] to [-0.0002, 0.0002].";

    public override string Setting => $"{TutorialConvolutions.Network}, weights N(0, 0.01), before the first step. Three seeds.";

    public override string Differences => "The article's panel of scores within +/-0.003 shows learned biases or another way of logging, and is not asserted. A prediction is the mean over all networks of these widths: one with 64 channels may be a third away from it behind four convolutions, and all its scores with it.";

    public override string Shown => "Smaller weights are no remedy: now every layer's outputs are smaller than those of the layer before, until all ten predictions are 0.1.";

    public override string Why => FormattableString.Invariant($"What is multiplied by seventeen for N(0, 1) is multiplied by 0.17 for N(0, 0.01). The declaration predicts a std of {VanishingConvNet.Info.Layers.Single(static layer => layer.Name == "dense1").Predicted.Std:G2} for the scores; then the cost is ln 10 to six digits, and so are its gradients nothing.");

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        foreach (ulong seed in settings.SeedsOf(3))
        {
            yield return new Part(Main, seed, "", TutorialConvolutions.WorkOfLook + Work.Testing(VanishingConvNet.Info, 1_000), bench =>
            {
                VanishingConvNet network = new(seed);
                Dataset test = bench.Digits.Test;
                Measurements measured = new();
                measured.Spreads["before"] = TutorialConvolutions.Look(bench, network);
                measured.Numbers["cost"] = bench.Test(network, test.Slice(0, Math.Min(bench.Settings.Choose(1_000, 400), test.Count))).Loss;
                return measured;
            });
        }
    }

    public override Conclusion Conclude(Results results)
    {
        IReadOnlyList<Spread> first = results.Spreads(Main, "before");
        return new Conclusion(
            FormattableString.Invariant($"The std falls from {first[0].Std:G2} in the first convolution to {first[3].Std:G2} in the fourth and {first[4].Std:G2} among the scores; the cost is {results.Median(Main, "cost"):F7}."),
            [
                new Figure("initial cost", "2.3025865", Math.Log(10) - 1e-5, Math.Log(10) + 1e-5, results.Numbers(Main, "cost"), Claim.Always),
                new Figure("std of the scores", "0.6e-4 to 1.2e-4 (predicted)", 0.6e-4, 1.2e-4, [.. results[Main].Select(static measured => measured.Spreads["before"][4].Std)], Claim.Published),
                new Figure("std of conv4 over that of conv1", "vanishes", null, 0.2, [.. results[Main].Select(static measured => measured.Spreads["before"][3].Std / measured.Spreads["before"][0].Std)], Claim.Always),
            ],
            [.. TutorialConvolutions.Histograms(first, "N(0, 0.01)")]);
    }
}
