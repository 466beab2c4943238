using NetGen;

namespace ExperimentsSample;

/// <summary>E9.</summary>
internal sealed class E09CertainStart : Experiment
{
    private const string Large = "w = 1";
    private const string Fitting = "He";

    public override string Id => "E9";

    public override string Title => "Weights of size 1 begin certain, and wrong";

    public override string Published => $"{Articles.Sweep}: the side effect at w = 1, a lower accuracy at the end.";

    public override string Setting => "The network of E7 with w = 1, and the same with He's weights, before the first step. Three seeds.";

    public override string Shown => "The largest of the nine sizes ends lowest.";

    public override string Why => FormattableString.Invariant($"The declaration predicts scores of std {SweepNet.Info.Layers.Single(static layer => layer.Name == "dense2").Predicted.Std:G2} for w = 1 and of {HeSweepNet.Info.Layers.Single(static layer => layer.Name == "dense2").Predicted.Std:G2} with He's weights. Where scores are in the thousands, softmax is 0 or 1: the network has to unlearn ten thousand certain answers before it learns.");

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        foreach (ulong seed in settings.SeedsOf(3))
        {
            yield return new Part(Large, seed, "", 2 * Work.Testing(SweepNet.Info, 500), bench => Run(bench, new SweepNet(seed)));
            yield return new Part(Fitting, seed, "", 2 * Work.Testing(SweepNet.Info, 500), bench => Run(bench, new HeSweepNet(seed)));
        }
    }

    public override Conclusion Conclude(Results results) => new(
        FormattableString.Invariant($"With w = 1 the scores have a std of {results.Median(Large, "std"):N0}, {results.Median(Large, "certain"):P0} of the predictions are certain, and the first cost is {results.Median(Large, "cost"):N0}. With He's weights it is {results.Median(Fitting, "std"):G2}, {results.Median(Fitting, "certain"):P0}, and {results.Median(Fitting, "cost"):F2}."),
        [
            new Figure("std of the scores, w = 1", "3e4 (predicted)", 1e4, 9e4, results.Numbers(Large, "std"), Claim.Published),
            new Figure("certain predictions, w = 1", "one-hot", 0.95, 1, results.Numbers(Large, "certain"), Claim.Always),
            new Figure("first cost over ln 10, w = 1", "", 1_000, null, [.. results.Numbers(Large, "cost").Select(static cost => cost / Math.Log(10))], Claim.Always),
            new Figure("first cost over ln 10, He", "near 1", 0.9, 2, [.. results.Numbers(Fitting, "cost").Select(static cost => cost / Math.Log(10))], Claim.Always),
        ],
        [
            Pictures.Histogram(results.Spreads(Large, "scores")[0], "Scores, w = 1"),
            Pictures.Histogram(results.Spreads(Fitting, "scores")[0], "Scores, He"),
        ]);

    private static Measurements Run<TNetwork>(Bench bench, TNetwork network)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        Measurements measured = new();
        List<Spread> layers = bench.Look(network);
        Spread scores = layers[^1];
        measured.Spreads["scores"] = [scores];
        measured.Numbers["std"] = scores.Std;
        float[] probabilities = new float[10 * bench.Looked.Count];
        network.Predict(bench.Looked.Inputs, probabilities);
        measured.Numbers["certain"] = probabilities.Chunk(10).Count(static sample => sample.Max() > 0.99) / (double)bench.Looked.Count;
        measured.Numbers["cost"] = bench.Test(network, bench.Looked).Loss;
        return measured;
    }
}
