using NetGen;
using NetGen.Reports;

namespace ExperimentsSample;

#pragma warning disable format // one line for each layer

/// <summary>Four convolutions, and no normalisation.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU]
[MaxPool2D(2)]
[Conv2D(32, 3, Padding = Padding.Same)] [He] [ReLU]
[MaxPool2D(2)]
[Conv2D(32, 3, Padding = Padding.Same)] [He] [ReLU]
[Conv2D(32, 3, Padding = Padding.Same)] [He] [ReLU]
[GlobalAveragePool2D]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
internal sealed partial class PlainNet;

/// <summary>The same with a normalisation behind each convolution.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(16, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[MaxPool2D(2)]
[Conv2D(32, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[MaxPool2D(2)]
[Conv2D(32, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(32, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[GlobalAveragePool2D]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
internal sealed partial class NormalizedNet;
#pragma warning restore format

/// <summary>E30.</summary>
internal sealed class E30BatchNorm : Experiment
{
    private static readonly double[] s_goals = [0.9, 0.95, 0.97];

    private static readonly (string Part, bool IsNormalized, float Rate)[] s_parts =
    [
        ("plain, rate 0.01", false, 0.01f),
        ("plain, rate 0.05", false, 0.05f),
        ("plain, rate 0.3", false, 0.3f),
        ("BatchNorm, rate 0.01", true, 0.01f),
        ("BatchNorm, rate 0.05", true, 0.05f),
        ("BatchNorm, rate 0.3", true, 0.3f),
    ];

    public override string Id => "E30";

    public override string Title => "Batch normalisation: fewer steps, larger rates";

    public override string Published => $"{Articles.Deep}: with batch normalisation, scale and bias behind the standardisation, training is about six times faster.";

    public override string Setting => "Four convolutions on digits, with and without [BatchNorm] behind each; batches of 50, SGD with a momentum of 0.9 at 0.01, 0.05 and 0.3, 1,000 steps. Three seeds.";

    public override string Differences => "The published factor is that of a large network with sigmoids on a million photographs, its rate raised five- and thirtyfold; so are the rates here. The factor itself is shown, not asserted.";

    public override string Shown => "Every layer is handed inputs of mean 0 and variance 1, whatever the layers before it do; then larger rates are safe, and the same accuracy is reached in fewer steps.";

    public override string Why => "A normalised layer's output does not change when all its weights are doubled, so their initial size cannot be wrong, and a step too long makes weights larger and the next gradient smaller. That is what lets the rate be raised.";

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        int steps = settings.Steps(1_000, 60);
        Lesson lesson = new(settings.Choose(50, 20), steps, Math.Max(1, steps / 25)) { CurveDigits = settings.Choose(1_000, 100) };
        foreach ((string part, bool isNormalized, float rate) in s_parts)
        {
            foreach (ulong seed in settings.SeedsOf(3))
            {
                yield return new Part(part, seed, lesson.Settings, lesson.WorkOf(PlainNet.Info, settings), bench => isNormalized
                    ? Learning.Train(bench, new NormalizedNet(seed), new Sgd(rate) { Momentum = 0.9 }, seed, bench.Digits.TutorialTrain, lesson)
                    : Learning.Train(bench, new PlainNet(seed), new Sgd(rate) { Momentum = 0.9 }, seed, bench.Digits.TutorialTrain, lesson));
            }
        }
    }

    public override Conclusion Conclude(Results results)
    {
        string happens = FormattableString.Invariant($"At its best rate the plain network ends at {Best(results, false):P1}, the normalised one at {Best(results, true):P1}. ")
            + string.Join(" ", s_goals.Select(goal => Compare(results, goal)));
        return new Conclusion(
            happens,
            [
                .. s_goals.SelectMany(goal => s_parts.Select(part => Figure.Of(FormattableString.Invariant($"steps to {goal:P0}, {part.Part}"), part.IsNormalized ? "about six times fewer" : "", StepsOf(results, part.Part, goal)))),
                .. s_parts.Select(part => Figure.Of($"test accuracy, {part.Part}", "", results.Numbers(part.Part, "accuracy"))),
                new Figure("rate 0.3: training loss at the end, BatchNorm less plain", "the larger rate is safe", null, 0, [results[s_parts[5].Part].Average(Last) - results[s_parts[2].Part].Average(Last)], Claim.Always),
            ],
            [
                Pictures.Curves(new Chart("Accuracy on test digits") { XLabel = "step", YLabel = "share right", YRange = (0, 1), Description = "At the largest rate the plain network does not learn, the normalised one does." }, results, "accuracy", s_parts.Select(static part => (part.Part, part.Part))),
                Pictures.Curves(new Chart("The same from 0.9 on") { XLabel = "step", YLabel = "share right", YRange = (0.9, 1), Description = "Normalised networks come to 97 % first." }, results, "accuracy", s_parts.Select(static part => (part.Part, part.Part))),
            ]);
    }

    /// <summary>What has diverged is as bad as knowing nothing.</summary>
    private static double Last(Measurements measured) => double.IsFinite(measured.Numbers["diverged at"]) ? Math.Log(10) : Math.Min(Math.Log(10), measured.Curves["loss"].Y[^1]);

    private static double Best(Results results, bool isNormalized) => s_parts.Where(part => part.IsNormalized == isNormalized).Max(part => results.Median(part.Part, "accuracy"));

    /// <summary>How many steps both need to the same accuracy, each at the rate with which it is there first.</summary>
    private static string Compare(Results results, double goal)
    {
        (double plain, double normalized) = (Steps(results, false, goal), Steps(results, true, goal));
        return double.IsFinite(plain) && double.IsFinite(normalized)
            ? FormattableString.Invariant($"To {goal:P0} the plain one needs {plain:F0} steps, the normalised one {normalized:F0}: a factor of {plain / normalized:F1}.")
            : FormattableString.Invariant($"To {goal:P0} the plain one needs {Text(plain)}, the normalised one {Text(normalized)}.");
    }

    private static string Text(double steps) => double.IsFinite(steps) ? FormattableString.Invariant($"{steps:F0} steps") : "more steps than were taken";

    private static double Steps(Results results, bool isNormalized, double goal)
        => s_parts.Where(part => part.IsNormalized == isNormalized).Min(part => Figure.Median(StepsOf(results, part.Part, goal)));

    private static double[] StepsOf(Results results, string part, double goal)
        => [.. results[part].Select(measured => measured.Curves.TryGetValue("accuracy", out Curve? curve) ? Learning.StepsTo(curve, goal) : double.PositiveInfinity)];
}
