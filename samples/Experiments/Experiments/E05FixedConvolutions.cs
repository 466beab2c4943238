using NetGen;
using NetGen.Reports;

namespace ExperimentsSample;

/// <summary>E5.</summary>
internal sealed class E05FixedConvolutions : Experiment
{
    private const string Main = "He and Xavier";

    public override string Id => "E5";

    public override string Title => "The same, with He and Xavier";

    public override string Published => $"{Articles.Tutorial}: first batches 2.49579 (9.0 %), then 1.05762 (78.0 %) and 0.110656 (95.0 %); test cost 0.0945288215741, accuracy 97.2900004387 %.";

    public override string Setting => $"{TutorialConvolutions.Network}; convolutions by TensorFlow 1's variance_scaling_initializer (normal, std sqrt(1.3 * 2 / fan-in), cut at two of them), the last layer by its xavier_initializer (uniform, sqrt(6 / (fan-in + fan-out))); SGD at 1e-3, batches of 100, 5,000 steps. Five seeds, of which the median counts.";

    public override string Differences => "The published run with broken weights was at 1e-7, this one at 1e-3: both as published.";

    public override string Shown => "Nothing is changed but the standard deviation of the initial weights, and the same network comes to 97.3 %.";

    public override string Why => FormattableString.Invariant($"With variance 2 / fan-in, what ReLU takes away is given back: every layer hands on the size it was given. The declaration predicts {Std("conv1"):G2}, {Std("conv2"):G2}, {Std("conv3"):G2} and {Std("conv4"):G2}, scores of {Std("dense1"):G2}, and so a first cost of {FixedConvNet.Info.PredictedLoss:F2}, near ln 10 = 2.30. Gradients of that size bear a rate of 1e-3.");

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        Lesson lesson = TutorialConvolutions.Lesson(settings);
        foreach (ulong seed in settings.SeedsOf(5))
        {
            yield return new Part(Main, seed, lesson.Settings, lesson.WorkOf(FixedConvNet.Info, settings) + TutorialConvolutions.WorkOfLook, bench =>
            {
                FixedConvNet network = new(seed);
                Lesson watched = lesson with { Look = () => TutorialConvolutions.Look(bench, network) };
                Measurements measured = Learning.Train(bench, network, new Sgd(1e-3f), seed, bench.Digits.TutorialTrain, watched);
                measured.Spreads["after"] = TutorialConvolutions.Look(bench, network);
                return measured;
            });
        }
    }

    public override Conclusion Conclude(Results results)
    {
        IReadOnlyList<double> accuracies = results.Numbers(Main, "accuracy");
        return new Conclusion(
            FormattableString.Invariant($"It begins with a cost of {results.Median(Main, "first loss"):F2} and ends at {Figure.Median(accuracies):P2} in the median of {accuracies.Count} seeds, from {accuracies.Min():P2} to {accuracies.Max():P2}."),
            [
                Figure.Of("cost of the first batch", "2.49579", results.Numbers(Main, "first loss")),
                new Figure("the same over ln 10", "near 1", null, 1.5, [.. results.Numbers(Main, "first loss").Select(static loss => loss / Math.Log(10))], Claim.Always),
                new Figure("test accuracy, median of the seeds", "0.9729", 0.968, 0.978, accuracies, Claim.Published),
                new Figure("test cost, median of the seeds", "0.0945", 0.07, 0.11, results.Numbers(Main, "loss"), Claim.Published),
            ],
            [
                Pictures.Curves(new Chart("Accuracy on test digits") { XLabel = "step", YLabel = "share right", Description = "It rises at once, and alike from all seeds." }, results, "accuracy", [(Main, Main)]),
                Pictures.Curves(new Chart("Training cost") { XLabel = "step", YLabel = "cost", IsLogarithmicY = true, Description = "It begins near ln 10." }, results, "loss", [(Main, Main)]),
                .. TutorialConvolutions.Histograms(results.Spreads(Main, "after"), "after training"),
            ]);
    }

    private static double Std(string layer) => FixedConvNet.Info.Layers.Single(info => info.Name == layer).Predicted.Std;
}
