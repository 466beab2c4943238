using NetGen;
using NetGen.Reports;

namespace ExperimentsSample;

#pragma warning disable NG1001, NG1012, NG4002, NG4003, NG4007 // Xavier is wrong on purpose
#pragma warning disable format // one line for each layer

/// <summary>A layer of the thirty.</summary>
[Block] [Conv2D(16, 3, Padding = Padding.Same)] [Xavier] [ReLU] internal sealed class XavierConvolution;

/// <inheritdoc cref="XavierConvolution"/>
[Block] [Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU] internal sealed class HeConvolution;

/// <inheritdoc cref="XavierConvolution"/>
[Block] [Conv2D(16, 3, Padding = Padding.Same)] [Orthogonal(1.4142135623730951)] [ReLU] internal sealed class OrthogonalConvolution;

/// <inheritdoc cref="XavierConvolution"/>
[Block] [Conv2D(16, 3, Padding = Padding.Same)] [DeltaOrthogonal(1.4142135623730951)] [ReLU] internal sealed class DeltaOrthogonalConvolution;

/// <summary>Two convolutions of a residual branch that begins with 0, as Fixup has it.</summary>
[Block] [Conv2D(16, 3, Padding = Padding.Same)] [Fixup] [ReLU] [Conv2D(16, 3, Padding = Padding.Same)] [Fixup] internal sealed class FixupBranch;

/// <summary>27 convolutions and three dense layers, as He et al. had.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(16, 3, Padding = Padding.Same)] [Xavier] [ReLU] [MaxPool2D(2)]
[Use<XavierConvolution>(Repeat = 13, Name = "early")] [MaxPool2D(2)]
[Use<XavierConvolution>(Repeat = 13, Name = "late")]
[Flatten] [Dense(64)] [Xavier] [ReLU] [Dense(64)] [Xavier] [ReLU] [Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
internal sealed partial class XavierThirtyNet;

/// <inheritdoc cref="XavierThirtyNet"/>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU] [MaxPool2D(2)]
[Use<HeConvolution>(Repeat = 13, Name = "early")] [MaxPool2D(2)]
[Use<HeConvolution>(Repeat = 13, Name = "late")]
[Flatten] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU] [Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
internal sealed partial class HeThirtyNet;

/// <inheritdoc cref="XavierThirtyNet"/>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU] [MaxPool2D(2)]
[Use<OrthogonalConvolution>(Repeat = 13, Name = "early")] [MaxPool2D(2)]
[Use<OrthogonalConvolution>(Repeat = 13, Name = "late")]
[Flatten] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU] [Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
internal sealed partial class OrthogonalThirtyNet;

/// <inheritdoc cref="XavierThirtyNet"/>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU] [MaxPool2D(2)]
[Use<DeltaOrthogonalConvolution>(Repeat = 13, Name = "early")] [MaxPool2D(2)]
[Use<DeltaOrthogonalConvolution>(Repeat = 13, Name = "late")]
[Flatten] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU] [Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
internal sealed partial class DeltaOrthogonalThirtyNet;

/// <summary>As many convolutions in thirteen residual branches.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU] [MaxPool2D(2)]
[Residual<FixupBranch>(Repeat = 7, Name = "early")] [MaxPool2D(2)]
[Residual<FixupBranch>(Repeat = 6, Name = "late")]
[Flatten] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU] [Dense(10)] [Zeros]
[SoftmaxCrossEntropy]
internal sealed partial class FixupThirtyNet;
#pragma warning restore format

/// <summary>E29.</summary>
internal sealed class E29ThirtyLayers : Experiment
{
    /// <summary>Digits that an initialiser looks at, layer by layer and try by try.</summary>
    private const int BatchOfInitializer = 64;

    private const string Xavier = "Xavier";
    private const string He = "He";
    private const string Orthogonal = "orthogonal";
    private const string DeltaOrthogonal = "delta-orthogonal";
    private const string Lsuv = "LSUV";
    private const string Magic = "magic_init";
    private const string Fixup = "residual, Fixup";
    private static readonly string[] s_all = [Xavier, He, Orthogonal, DeltaOrthogonal, Fixup, Lsuv, Magic];

    public override string Id => "E29";

    public override string Title => "Thirty layers in one go";

    public override string Published => $"{Articles.Deep}: He et al. trained 30 layers in one go, where Xavier's weights, \"the same up to a factor of 2\", did not learn.";

    public override string Setting => "27 convolutions 3x3 of 16 channels and three dense layers on digits, ReLU; batches of 50, SGD at 0.01 with a momentum of 0.9, 600 steps. Three seeds. Beside the two published initialisers, those that came after: orthogonal, delta-orthogonal, two that look at a batch (LSUV and magic_init's within-layer step), and Fixup's residual branches.";

    public override string Differences => "On digits, and narrow. A narrow network differs more from the mean over all of them: at sixteen channels not every seed of every initialiser need learn.";

    public override string Shown => "A factor of two in the variance seems a detail, until thirty layers multiply it.";

    public override string Why => FormattableString.Invariant($"Xavier's variance is half of what ReLU needs, so thirty layers leave 2^-15 = 3e-5 of the signal and of its gradient. The declaration predicts scores of std {XavierThirtyNet.Info.Layers[^1].Predicted.Std:G2}, against {HeThirtyNet.Info.Layers[^1].Predicted.Std:G2} with He's; and gradients of {Gradient(XavierThirtyNet.Info):G2} at the first layer, against {Gradient(HeThirtyNet.Info):G2}.");

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        int steps = settings.Steps(600, 25);
        Lesson lesson = new(settings.Choose(50, 20), steps, Math.Max(1, steps / 12)) { CurveDigits = settings.Choose(1_000, 100) };
        double work = lesson.WorkOf(HeThirtyNet.Info, settings);
        foreach (ulong seed in settings.SeedsOf(3))
        {
            yield return new Part(Xavier, seed, lesson.Settings, work, bench => Run(bench, new XavierThirtyNet(seed), seed, lesson));
            yield return new Part(He, seed, lesson.Settings, work, bench => Run(bench, new HeThirtyNet(seed), seed, lesson));
            yield return new Part(Orthogonal, seed, lesson.Settings, work, bench => Run(bench, new OrthogonalThirtyNet(seed), seed, lesson));
            yield return new Part(DeltaOrthogonal, seed, lesson.Settings, work, bench => Run(bench, new DeltaOrthogonalThirtyNet(seed), seed, lesson));
            yield return new Part(Fixup, seed, lesson.Settings, work, bench => Run(bench, new FixupThirtyNet(seed), seed, lesson));

            // They pass a batch through the network for each layer and try: too long for a quick run.
            if (settings.IsQuick) continue;
            yield return new Part(Lsuv, seed, lesson.Settings, work, bench => Run(bench, new HeThirtyNet(seed), seed, lesson, new Lsuv { Seed = seed }));
            yield return new Part(Magic, seed, lesson.Settings, work, bench => Run(bench, new HeThirtyNet(seed), seed, lesson, new WithinLayer { Seed = seed }));
        }
    }

    public override Conclusion Conclude(Results results)
    {
        string[] all = [.. s_all.Where(part => results[part].Count > 0)];
        (string Part, string Name)[] parts = [.. all.Select(static part => (part, part))];
        return new Conclusion(
            FormattableString.Invariant($"From Xavier's weights it ends at {results.Median(Xavier, "accuracy"):P1}, from He's at {results.Median(He, "accuracy"):P1}; the others: {string.Join(", ", all.Skip(2).Select(part => FormattableString.Invariant($"{part} {results.Median(part, "accuracy"):P1}")))}."),
            [
                new Figure("std of the scores before training, Xavier", "vanishes", null, 1e-3, results.Numbers(Xavier, "std"), Claim.Always),
                new Figure("std of the scores before training, He, over Xavier", "2^15 = 33,000 of all thirty", 1e3, null, [results.Median(He, "std") / results.Median(Xavier, "std")], Claim.Always),
                new Figure("Xavier: test accuracy", "does not learn", 0, 0.2, results.Numbers(Xavier, "accuracy"), Claim.Always),
                new Figure("He: test accuracy", "learns", 0.5, null, results.Numbers(He, "accuracy"), Claim.Published),
                .. all.Skip(2).Select(part => Figure.Of($"{part}: test accuracy", "", results.Numbers(part, "accuracy"))),
                .. all.Select(part => Figure.Of($"{part}: step at which the loss is no number", "", results.Numbers(part, "diverged at"))),
            ],
            [
                Curves("Accuracy on test digits", "share right", (0, 1), "accuracy", "Xavier's stays at chance."),
                Curves("Training loss", "loss", (0, 3), "loss", "A loss at ln 10 = 2.30 has learned nothing."),
                Gradients(results, parts),
            ]);

        Chart Curves(string title, string label, (double, double) range, string curve, string description)
            => Pictures.Curves(
                new Chart(title) { XLabel = "step", YLabel = label, YRange = range, Description = description + Pictures.Missing(results, curve, parts) },
                results,
                curve,
                parts);
    }

    private static double Gradient(NetworkInfo network) => network.Layers[0].Predicted.GradientStd;

    private static Chart Gradients(Results results, IEnumerable<(string Part, string Name)> parts)
    {
        Chart chart = new("Gradients before training") { XLabel = "layer, from the first on", YLabel = "root mean square", IsLogarithmicY = true, Description = "Dashed black: predicted from the declarations." };
        Pictures.Curves(chart, results, "gradient", parts);
        foreach (string part in new[] { Xavier, He })
        {
            Curve predicted = results[part][0].Curves["predicted gradient"];
            chart.Add(new ChartLine($"predicted, {part}", predicted.X, predicted.Y) { IsReference = true });
        }

        return chart;
    }

    private static Measurements Run<TNetwork>(Bench bench, TNetwork network, ulong seed, Lesson lesson, BatchInitializer? initializer = null)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        if (initializer is not null) network.InitializeFrom(bench.Looked.Slice(0, Math.Min(BatchOfInitializer, bench.Looked.Count)).Inputs, initializer);
        Measurements measured = new();
        bench.MeasureGradients(network, measured);
        measured.Numbers["std"] = bench.Look(network)[^1].Std;
        return Learning.Train(bench, network, new Sgd(0.01f) { Momentum = 0.9 }, seed, bench.Digits.TutorialTrain, lesson, measured);
    }
}
