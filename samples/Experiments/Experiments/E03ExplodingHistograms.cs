using NetGen;

namespace ExperimentsSample;

/// <summary>E3.</summary>
internal sealed class E03ExplodingHistograms : Experiment
{
    private const string Main = "before training";

    public override string Id => "E3";

    public override string Title => "Histograms that grow from layer to layer";

    public override string Published => $"{Articles.Tutorial}: outputs in front of ReLU from [-1, 1] to [-20000, 20000], scores in the hundreds of thousands, predictions that are 0 or 1.";

    public override string Setting => $"{TutorialConvolutions.Network}, weights N(0, 1), before the first step. Three seeds.";

    public override string Shown => "TensorBoard's histograms of the same network: the first layer's outputs lie within one, the fourth's within twenty thousand, and every prediction is a certain one.";

    public override string Why => "The second moment of a layer's output is its fan-in times the weights' variance times the second moment of its input; ReLU halves it, and a maximum of four raises it again. The dashed curves are normal curves with the moments that "
        + "the declaration predicts before anything is drawn. One network differs from the mean over all of them: the band says by how much.";

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        foreach (ulong seed in settings.SeedsOf(3))
        {
            yield return new Part(Main, seed, "", TutorialConvolutions.WorkOfLook, bench =>
            {
                BrokenConvNet network = new(seed);
                Measurements measured = new();
                measured.Spreads["before"] = TutorialConvolutions.Look(bench, network);
                float[] probabilities = new float[10 * bench.Looked.Count];
                network.Predict(bench.Looked.Inputs, probabilities);
                measured.Numbers["certain"] = probabilities.Chunk(10).Count(static sample => sample.Max() > 0.99) / (double)bench.Looked.Count;
                return measured;
            });
        }
    }

    public override Conclusion Conclude(Results results)
    {
        IReadOnlyList<IReadOnlyList<Spread>> seeds = [.. results[Main].Select(static measured => measured.Spreads["before"])];
        IReadOnlyList<Spread> first = seeds[0];
        List<Figure> figures = [];
        for (int layer = 0; layer < first.Count; layer++)
        {
            int index = layer;
            figures.Add(new Figure($"{first[layer].Name}: share within 2.3 predicted stds", "at least 0.9", 0.9, null, [.. seeds.Select(spreads => spreads[index].Within)], Claim.Published));
            figures.Add(new Figure($"{first[layer].Name}: measured std over predicted", "1", 0.5, 2, [.. seeds.Select(spreads => spreads[index].Std / spreads[index].PredictedStd)], Claim.Always));
        }

        figures.Add(new Figure("predictions with more than 0.99 for one digit", "one-hot", 0.95, null, results.Numbers(Main, "certain"), Claim.Always));
        return new Conclusion(
            FormattableString.Invariant($"The outputs reach {Math.Max(-first[0].Low, first[0].High):G2} in the first convolution, {Math.Max(-first[3].Low, first[3].High):N0} in the fourth, and {Math.Max(-first[4].Low, first[4].High):N0} among the scores. {results.Median(Main, "certain"):P0} of the predictions are certain."),
            figures,
            [.. TutorialConvolutions.Histograms(first, "N(0, 1)")]);
    }
}
