using System.Globalization;

using NetGen;
using NetGen.Reports;

namespace ExperimentsSample;

#pragma warning disable NG1005, NG1007, NG1008, NG4001, NG4003, NG4004 // sizes are tried, right ones and wrong ones
#pragma warning disable format // one line for each layer

/// <summary>
/// The convolutional network of TensorFlow's tutorial. All weights are drawn from a normal distribution of std 1, cut at two, and all biases
/// are 1: multiplied by w, they are those of std w and biases w.
/// </summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(32, 5, Padding = Padding.Same)] [TruncatedNormal(1)] [Ones(Target = Parameter.Bias)] [ReLU]
[MaxPool2D(2)]
[Conv2D(64, 5, Padding = Padding.Same)] [TruncatedNormal(1)] [Ones(Target = Parameter.Bias)] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(1024)] [TruncatedNormal(1)] [Ones(Target = Parameter.Bias)] [ReLU]
[Dropout(0.5)]
[Dense(10)] [TruncatedNormal(1)] [Ones(Target = Parameter.Bias)]
[SoftmaxCrossEntropy]
internal sealed partial class SweepNet;
#pragma warning restore format

/// <summary>The nine networks of the sweep.</summary>
internal static class Sweep
{
    public const int Batch = 50;

    /// <summary>The standard deviations that were tried.</summary>
    public static readonly double[] Sizes = [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1];

    public static string Name(double size) => string.Create(CultureInfo.InvariantCulture, $"w = {size}");

    /// <summary>The network whose weights have this standard deviation and whose biases are as large.</summary>
    public static SweepNet Create(double size, ulong seed)
    {
        SweepNet network = new(seed);
        foreach (ParameterInfo parameter in SweepNet.Info.Parameters)
        {
            float[] values = new float[parameter.Count];
            network.CopyParameter(parameter.Name, values);
            for (int index = 0; index < values.Length; index++) values[index] *= (float)size;
            network.SetParameter(parameter.Name, values);
        }

        return network;
    }
}

/// <summary>E7.</summary>
internal sealed class E07WeightSweep : Experiment
{
    private const double Goal = 0.97;

    public override string Id => "E7";

    public override string Title => "Nine sizes of weights";

    public override string Published => $"{Articles.Sweep}: all nine train, 0.03 and 0.1 are fastest, 0.3 and 1 end lower.";

    public override string Setting => "C5x5x32, MP2, C5x5x64, MP2, dense 1024, dropout of one half, dense 10; ReLU; weights from a normal distribution of std w cut at two of them, and every bias w; Adam at 1e-4, batches of 50, 10,000 batches, a test every 100, three runs averaged.";

    public override string Differences => "Curves are measured with 1,000 test digits, the ends with all 10,000. The three runs are shown as their median, with a band from the lowest to the highest. One run takes a core more than three minutes, and all 27 an hour and a half of one that does nothing else; the seconds below are those of a machine that did.";

    public override string Shown => "Somebody asked how much the size of initial weights matters, and tried nine of them, from 0.0001 to 1. All learn; two sizes in the middle are fastest, the two largest end lower.";

    public override string Why => "He's standard deviations for the four layers are 0.283, 0.050, 0.025 and 0.044: their geometric mean is 0.063, between the two fastest sizes. Adam divides every gradient by its own size, so that small weights "
        + "are slow and not lost; too large ones begin with scores in the thousands, and Adam's steps, a ten thousandth each, cannot bring them down in time.";

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        Lesson lesson = LessonOf(settings);
        foreach (double size in Sweep.Sizes)
        {
            foreach (ulong seed in settings.SeedsOf(3))
            {
                yield return new Part(Sweep.Name(size), seed, lesson.Settings, lesson.WorkOf(SweepNet.Info, settings), bench =>
                    Learning.Train(bench, Sweep.Create(size, seed), new Adam(1e-4f), seed, bench.Digits.TutorialTrain, lesson));
            }
        }
    }

    public override Conclusion Conclude(Results results)
    {
        double[] speeds = [.. Sweep.Sizes.Select(size => Figure.Median(StepsOf(results, size)))];
        double[] fastest = [.. Sweep.Sizes.Zip(speeds).OrderBy(static pair => pair.Second).Take(2).Select(static pair => pair.First).Order()];
        (string Part, string Name)[] parts = [.. Sweep.Sizes.Select(static size => (Sweep.Name(size), Sweep.Name(size)))];
        double best = Sweep.Sizes.Max(size => results.Median(Sweep.Name(size), "accuracy"));
        double largest = results.Median(Sweep.Name(1), "accuracy");
        return new Conclusion(
            FormattableString.Invariant($"The best size ends at {best:P1}, the largest at {largest:P1}. ") + (double.IsFinite(speeds.Order().ElementAt(1)) ? FormattableString.Invariant($"The first two to come to {Goal:P0} are {fastest[0]} and {fastest[1]}.") : FormattableString.Invariant($"In so few steps not two of them come to {Goal:P0}.")),
            [
                .. Sweep.Sizes.Select(size => size <= 0.1
                    ? new Figure("accuracy at the end, " + Sweep.Name(size), "all train", Goal, null, results.Numbers(Sweep.Name(size), "accuracy"), Claim.Published)
                    : Figure.Of("accuracy at the end, " + Sweep.Name(size), "ends lower", results.Numbers(Sweep.Name(size), "accuracy"))),
                .. Sweep.Sizes.Select(size => Figure.Of(FormattableString.Invariant($"batches to {Goal:P0}, {Sweep.Name(size)}"), size is 0.03 or 0.1 ? "fastest two" : "slower", StepsOf(results, size))),
                new Figure("smaller one of the two sizes that reach it first", "0.03", 0.03, 0.03, [fastest[0]], Claim.Published),
                new Figure("larger one of the two", "0.1", 0.1, 0.1, [fastest[1]], Claim.Published),
                new Figure("0.1 less 0.0001, accuracy at the end", "faster", 0, null, [results.Median(Sweep.Name(0.1), "accuracy") - results.Median(Sweep.Name(1e-4), "accuracy")], Claim.Always),
                new Figure("best less 1, accuracy at the end", "1 ends lower", 0.005, null, [best - largest], Claim.Always),
            ],
            [
                Pictures.Curves(new Chart("Accuracy on test digits, the article's axes") { XLabel = "batch", YLabel = "share right", YRange = (0.9, 1), IsOrdered = true, Description = "Sizes in the middle rise first; the largest hardly come into the picture." }, results, "accuracy", parts),
                Pictures.Curves(new Chart("The same from 0") { XLabel = "batch", YLabel = "share right", YRange = (0, 1), IsOrdered = true, Description = "Small sizes wait, and then rise; large ones rise at once, and slowly." }, results, "accuracy", parts),
            ]);
    }

    private static double[] StepsOf(Results results, double size) => [.. results[Sweep.Name(size)].Select(static measured => Learning.StepsTo(measured.Curves["accuracy"], Goal))];

    private static Lesson LessonOf(LaboratorySettings settings) => new(settings.Choose(Sweep.Batch, 25), settings.Steps(10_000, 40), settings.Choose(100, 10)) { CurveDigits = settings.Choose(1_000, 100) };
}
