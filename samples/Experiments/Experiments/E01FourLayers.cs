using NetGen;
using NetGen.Reports;

namespace ExperimentsSample;

#pragma warning disable NG1005, NG2007, NG4001, NG4003, NG4004 // broken on purpose, and the analyzer says so
#pragma warning disable format // one line for each layer

/// <summary>Four layers of numbers, three of weights, no activation: all weights N(0, 1).</summary>
[Network(784, InputMean = 0.1307, InputStd = 0.3081)]
[Dense(500)] [Normal(1)]
[Dense(500)] [Normal(1)]
[Dense(10)] [Normal(1)]
[SoftmaxCrossEntropy]
internal sealed partial class FourLayerNet;
#pragma warning restore format

/// <summary>E1.</summary>
internal sealed class E01FourLayers : Experiment
{
    private const string Main = "published";
    private const string Shuffled = "digits shuffled";
    private const string All = "all 60,000 digits";
    private const string Summed = "loss summed";

    /// <summary>Points of the curve that count as its end.</summary>
    private const int EndOfCurve = 10;

    public override string Id => "E1";

    public override string Title => "Four layers, no activation, weights N(0, 1)";

    public override string Published => $"{Articles.Tutorial}: cost 107.98408660641905, accuracy 85.74999994039536 %.";

    public override string Setting => "784-500-500-10 without activations, weights N(0, 1), biases 0; SGD at 1e-3, batches of 100, 5,000 steps over 55,000 digits in their order, pixels in [0, 1]. Five seeds.";

    public override string Differences => "The article is silent about rate, order and steps; they are those of the author's `3_deeper.py`, from which its figures are presumed to come. Three controls change what is not known: the order of the digits, which of them are kept back, and whether the loss of a batch is the mean of its digits' or their sum, which is a rate a hundred times as large.";

    public override string Shown => "A network of three linear layers, drawn from a standard normal distribution, is no better than a single one, and costs a hundred: its scores are so large that every mistake is made with full confidence.";

    public override string Why => "A sum of n products with weights of variance 1 has n times the variance of its inputs: the standard deviation grows by sqrt(784) for pixels of root mean square 0.33, and by sqrt(500) for each layer behind. "
        + FormattableString.Invariant($"The declaration predicts {Std(0):F1}, {Std(1):F0} and {Std(2):F0}. Softmax of scores in the thousands is 0 or 1, and the cost of a wrong one is the difference of two scores. Without an activation three layers are one matrix.");

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        Lesson lesson = LessonOf(settings);
        foreach (string part in new[] { Main, Shuffled, All, Summed })
        {
            foreach (ulong seed in settings.SeedsOf(5)) yield return new Part(part, seed, lesson.Settings, lesson.WorkOf(FourLayerNet.Info, settings), bench => Run(bench, part, seed));
        }
    }

    public override Conclusion Conclude(Results results)
    {
        IReadOnlyList<double> accuracies = results.Numbers(Main, "accuracy");
        double[][] curveEnds = [.. results[Main].Select(static measured => measured.Curves["accuracy"].Y.TakeLast(EndOfCurve).ToArray())];
        double apart = results.Numbers(Summed, "diverged at").Max();
        double[] ends = [.. curveEnds.SelectMany(static end => end)];
        string happens = FormattableString.Invariant($"From {accuracies.Count} seeds it ends between {accuracies.Min():P2} and {accuracies.Max():P2}. ")
            + FormattableString.Invariant($"With the digits shuffled the median is {results.Median(Shuffled, "accuracy"):P2}, with all 60,000 of them {results.Median(All, "accuracy"):P2}. ")
            + (results.Settings.ClaimsPublished && accuracies.Min() > 0.8575 ? "All seeds are above the published 85.75 %, and neither of the two explains it. " : "")
            + (double.IsFinite(apart) ? FormattableString.Invariant($"With the batch's loss summed it flies apart: it is no number at step {apart:F0} at the latest. ")
                : FormattableString.Invariant($"With the batch's loss summed the median is {results.Median(Summed, "accuracy"):P2}. "))
            + FormattableString.Invariant($"How ties are broken decides nothing, since scores in the thousands do not tie. The curves below are of the first 2,000 test digits, which are harder than the rest: over their last {EndOfCurve} points a seed swings between {ends.Min():P1} and {ends.Max():P1}, and the median is {Figure.Median(ends):P1}. ")
            + (results.Settings.ClaimsPublished ? "So 85.75 % would be nothing unusual for a part of the test digits at some step near the end; whether it was that, and which rate, seed and number of steps it had, cannot be known from the article." : "");
        (string, string)[] curves = [(Main, "as published"), (Shuffled, Shuffled), (All, All), (Summed, Summed)];
        Chart accuracy = Pictures.Curves(new Chart("Accuracy on test digits") { XLabel = "step", YLabel = "share right", Description = "Of the first 2,000 digits. All end far from what a network with activations reaches." + Pictures.Missing(results, "accuracy", curves) }, results, "accuracy", curves);
        return new Conclusion(
            happens,
            [
                new Figure("std of the first layer before training", "9.4 (predicted)", 0.9 * 9.4, 1.1 * 9.4, results.Numbers(Main, "std 1"), Claim.Published),
                new Figure("std of the second layer", "210 (predicted)", 0.9 * 210, 1.1 * 210, results.Numbers(Main, "std 2"), Claim.Published),
                new Figure("std of the third layer", "4685 (predicted)", 0.9 * 4685, 1.1 * 4685, results.Numbers(Main, "std 3"), Claim.Published),
                new Figure("test accuracy", "0.8575", 0.842, 0.872, accuracies, Claim.Published),
                Figure.Of("test accuracy, digits shuffled", "", results.Numbers(Shuffled, "accuracy")),
                Figure.Of("test accuracy, all 60,000 digits", "", results.Numbers(All, "accuracy")),
                Figure.Of("test accuracy, loss summed", "", results.Numbers(Summed, "accuracy")),
                Figure.Of("step at which the summed loss is no number", "", results.Numbers(Summed, "diverged at")),
                Figure.Of(FormattableString.Invariant($"accuracy on the first 2,000 test digits, median of the last {EndOfCurve} points"), "0.8575", [.. curveEnds.Select(Figure.Median)]),
                Figure.Of("test cost", "107.98", results.Numbers(Main, "loss")),
                new Figure("first cost, in multiples of ln 10", "hundreds and more", 100, null, [.. results.Numbers(Main, "first loss").Select(static loss => loss / Math.Log(10))], Claim.Always),
            ],
            [.. results.Spreads(Main, "outputs").Select(spread => Pictures.Histogram(spread, $"Output of {spread.Name} before training")), accuracy]);
    }

    private static double Std(int layer) => FourLayerNet.Info.Layers[layer].Predicted.Std;

    private static Lesson LessonOf(LaboratorySettings settings)
    {
        int steps = settings.Steps(5_000, 100);
        return new Lesson(settings.Choose(100, 50), steps, Math.Max(1, steps / 25));
    }

    private static Measurements Run(Bench bench, string part, ulong seed)
    {
        FourLayerNet network = new(seed);
        Measurements measured = new();
        List<Spread> outputs = bench.Look(network);
        measured.Spreads["outputs"] = outputs;
        for (int layer = 0; layer < outputs.Count; layer++) measured.Numbers[FormattableString.Invariant($"std {layer + 1}")] = outputs[layer].Std;
        NetGen.Data.Dataset samples = part == All ? bench.Digits.Train : bench.Digits.TutorialTrain;
        if (part == Shuffled) samples = Samples.Shuffled(samples, seed);
        Lesson lesson = LessonOf(bench.Settings);
        return Learning.Train(bench, network, new Sgd(part == Summed ? 1e-3f * lesson.Batch : 1e-3f), seed, samples, lesson, measured);
    }
}
