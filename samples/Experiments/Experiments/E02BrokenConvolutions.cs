using NetGen;
using NetGen.Reports;

namespace ExperimentsSample;

/// <summary>E2.</summary>
internal sealed class E02BrokenConvolutions : Experiment
{
    private const string Main = "rate 1e-7";
    private const string Control = "rate 1e-3";

    public override string Id => "E2";

    public override string Title => "Four convolutions, weights N(0, 1)";

    public override string Published => $"{Articles.Tutorial}: cost 15083.0833307, accuracy 81.8799999356 %.";

    public override string Setting => $"{TutorialConvolutions.Network}, weights N(0, 1), biases 0; SGD at 1e-7, batches of 100, 5,000 steps over 55,000 digits in their order.";

    public override string Differences => "The author's code adds the bias behind the ReLU; here, as everywhere in NetGen, it is in front. Biases begin at 0 and hardly move at this rate. Another stored version of the code has 16 and 32 filters; the article's figures show 64. The repaired network of E5 was published at 1e-3, ten thousand times faster: a control trains this one at that rate, too.";

    public override string Shown => "A convolutional network that is far better than a linear one on paper ends at 82 % with a cost of fifteen thousand, because its weights were drawn from a standard normal distribution.";

    public override string Why => FormattableString.Invariant($"Each 3x3 convolution over 64 channels sums 576 products: with weights of variance 1 its output is about seventeen times its input, ReLU included. The declaration predicts {Std("conv1"):G3}, {Std("conv2"):G3}, {Std("conv3"):G3} and {Std("conv4"):G3} for the four convolutions and {Std("dense1"):G2} for the scores. ")
        + "Gradients are as large, so only a rate of 1e-7 does not fly apart; at such a rate the weights never leave the place where they began, and the last layer alone learns from random features.";

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        Lesson lesson = TutorialConvolutions.Lesson(settings);
        double work = lesson.WorkOf(BrokenConvNet.Info, settings) + (2 * TutorialConvolutions.WorkOfLook);
        foreach (ulong seed in settings.SeedsOf(3))
        {
            yield return new Part(Main, seed, lesson.Settings, work, bench => Run(bench, seed, 1e-7f, lesson));
            yield return new Part(Control, seed, lesson.Settings, work, bench => Run(bench, seed, 1e-3f, lesson));
        }
    }

    public override Conclusion Conclude(Results results)
    {
        IReadOnlyList<double> diverged = results.Numbers(Control, "diverged at");
        string happens = FormattableString.Invariant($"At 1e-7 it ends at {results.Median(Main, "accuracy"):P1} with a cost of {results.Median(Main, "loss"):N0}. ")
            + (diverged.All(double.IsFinite)
                ? FormattableString.Invariant($"At the rate of the repaired network it flies apart: the loss is no number at step {diverged.Max():F0} at the latest.")
                : FormattableString.Invariant($"At the rate of the repaired network it ends at {results.Median(Control, "accuracy"):P1} with a cost of {results.Median(Control, "loss"):G3}."));
        IReadOnlyList<Spread> first = results.Spreads(Main, "before");
        return new Conclusion(
            happens,
            [
                new Figure("test accuracy", "0.8188", 0.79, 0.85, results.Numbers(Main, "accuracy"), Claim.Published),
                new Figure("test cost", "15083", 5e3, 5e4, results.Numbers(Main, "loss"), Claim.Published),
                new Figure("cost of the first batch", "begins far above ln 10 = 2.3", 1e4, null, results.Numbers(Main, "first loss"), Claim.Always),
                new Figure("std of the scores over that of conv1, before training", "explodes", 1e4, null, [first[4].Std / first[0].Std], Claim.Always),
                Figure.Of("test accuracy at 1e-3, the repaired network's rate", "", results.Numbers(Control, "accuracy")),
                Figure.Of("step at which the loss at 1e-3 is no number", "", diverged),
            ],
            [
                .. TutorialConvolutions.Histograms(first, "before training"),
                .. TutorialConvolutions.Histograms(results.Spreads(Main, "after"), "after training").Skip(3),
                Pictures.Curves(new Chart("Accuracy on test digits") { XLabel = "step", YLabel = "share right", Description = "Random features, of which a last layer learns slowly." }, results, "accuracy", [(Main, Main), (Control, Control)]),
                Pictures.Curves(new Chart("Training cost") { XLabel = "step", YLabel = "cost", IsLogarithmicY = true, Description = "It falls from hundreds of thousands and stays in the thousands." }, results, "loss", [(Main, Main), (Control, Control)]),
            ]);
    }

    private static double Std(string layer) => BrokenConvNet.Info.Layers.Single(info => info.Name == layer).Predicted.Std;

    private static Measurements Run(Bench bench, ulong seed, float rate, Lesson lesson)
    {
        BrokenConvNet network = new(seed);
        Measurements measured = new();
        measured.Spreads["before"] = TutorialConvolutions.Look(bench, network);
        Learning.Train(bench, network, new Sgd(rate), seed, bench.Digits.TutorialTrain, lesson with { Look = () => TutorialConvolutions.Look(bench, network) }, measured);
        measured.Spreads["after"] = TutorialConvolutions.Look(bench, network);
        return measured;
    }
}
