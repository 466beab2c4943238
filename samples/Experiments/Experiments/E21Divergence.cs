using NetGen;
using NetGen.Reports;

namespace ExperimentsSample;

/// <summary>E21.</summary>
internal sealed class E21Divergence : Experiment
{
    private static readonly (string Part, float Rate)[] s_parts = [("N(0, 1), rate 0.1", 0.1f), ("N(0, 1), rate 1e-7", 1e-7f), ("He and Xavier, rate 0.1", 0.1f)];

    public override string Id => "E21";

    public override string Title => "Standard normal weights, and a loss that is no number";

    public override string Published => $"{Articles.BestPractices}: weights from `randn` make activations and gradients vanish or explode, until the loss is no number.";

    public override string Setting => "The networks of E2 and E5, batches of 20, forty steps of SGD. Two seeds.";

    public override string Shown => "A warning without a figure: from a standard normal distribution a deep network's numbers overflow.";

    public override string Why => "An exploding network has gradients of the size of its scores times its activations. A step of an ordinary rate then moves weights by thousands, the next scores are larger still, and after a few steps no float holds them. A trainer that looks at its loss can say where it began.";

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        Lesson lesson = new(20, 40, 10) { CurveDigits = 100 };
        foreach ((string part, float rate) in s_parts)
        {
            foreach (ulong seed in settings.SeedsOf(2))
            {
                yield return new Part(part, seed, lesson.Settings, lesson.WorkOf(BrokenConvNet.Info, settings), bench => part == s_parts[2].Part
                    ? Learning.Train(bench, new FixedConvNet(seed), new Sgd(rate), seed, bench.Digits.TutorialTrain, lesson)
                    : Learning.Train(bench, new BrokenConvNet(seed), new Sgd(rate), seed, bench.Digits.TutorialTrain, lesson));
            }
        }
    }

    public override Conclusion Conclude(Results results) => new(
        FormattableString.Invariant($"At rate 0.1 the loss is no number at step {results.Median(s_parts[0].Part, "diverged at"):F0}; the trainer stops there and names the layer. The same rate does the repaired network no harm: it ends at {results.Median(s_parts[2].Part, "accuracy"):P0}."),
        [
            new Figure("step at which the loss is no number, N(0, 1) at rate 0.1", "no number", 1, 40, results.Numbers(s_parts[0].Part, "diverged at"), Claim.Always),
            new Figure("step at which it is none, He and Xavier at rate 0.1", "never", double.PositiveInfinity, null, results.Numbers(s_parts[2].Part, "diverged at"), Claim.Always),
            Figure.Of("test accuracy, He and Xavier at rate 0.1", "", results.Numbers(s_parts[2].Part, "accuracy")),
            Figure.Of("test accuracy, N(0, 1) at rate 1e-7", "", results.Numbers(s_parts[1].Part, "accuracy")),
        ],
        [Pictures.Curves(new Chart("Training loss") { XLabel = "step", YLabel = "loss", IsLogarithmicY = true, Description = "The curve at rate 0.1 with standard normal weights ends where no float holds the loss." }, results, "loss", s_parts.Skip(1).Select(static pair => (pair.Part, pair.Part)))]);
}
