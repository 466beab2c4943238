using NetGen;
using NetGen.Reports;

namespace ExperimentsSample;

#pragma warning disable NG1005, NG4002, NG4003, NG1012 // too small on purpose
#pragma warning disable format // one line for each layer

/// <summary>The shallow network, whose layers all stand in the deep one under the same names.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(16, 3, Padding = Padding.Same, Name = "conv1")] [Normal(0.16)] [ReLU]
[MaxPool2D(2)]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv2")] [Normal(0.057)] [ReLU]
[MaxPool2D(2)]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv3")] [Normal(0.04)] [ReLU]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv4")] [Normal(0.04)] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(64, Name = "dense1")] [Normal(0.032)] [ReLU]
[Dense(64, Name = "dense2")] [Normal(0.06)] [ReLU]
[Dense(10, Name = "dense3")] [Normal(0.06)]
[SoftmaxCrossEntropy]
internal sealed partial class ShallowNet;

/// <summary>Ten convolutions, every weight as half as large as He's, as VGG's were.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(16, 3, Padding = Padding.Same, Name = "conv1")] [Normal(0.16)] [ReLU]
[Conv2D(16, 3, Padding = Padding.Same, Name = "conv1b")] [Normal(0.057)] [ReLU]
[MaxPool2D(2)]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv2")] [Normal(0.057)] [ReLU]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv2b")] [Normal(0.04)] [ReLU]
[MaxPool2D(2)]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv3")] [Normal(0.04)] [ReLU]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv3b")] [Normal(0.04)] [ReLU]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv3c")] [Normal(0.04)] [ReLU]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv4")] [Normal(0.04)] [ReLU]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv4b")] [Normal(0.04)] [ReLU]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv4c")] [Normal(0.04)] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(64, Name = "dense1")] [Normal(0.032)] [ReLU]
[Dense(64, Name = "dense2")] [Normal(0.06)] [ReLU]
[Dense(10, Name = "dense3")] [Normal(0.06)]
[SoftmaxCrossEntropy]
internal sealed partial class DeepNet;

/// <summary>The same with He's weights.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(16, 3, Padding = Padding.Same, Name = "conv1")] [He] [ReLU]
[Conv2D(16, 3, Padding = Padding.Same, Name = "conv1b")] [He] [ReLU]
[MaxPool2D(2)]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv2")] [He] [ReLU]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv2b")] [He] [ReLU]
[MaxPool2D(2)]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv3")] [He] [ReLU]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv3b")] [He] [ReLU]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv3c")] [He] [ReLU]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv4")] [He] [ReLU]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv4b")] [He] [ReLU]
[Conv2D(32, 3, Padding = Padding.Same, Name = "conv4c")] [He] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(64, Name = "dense1")] [He] [ReLU]
[Dense(64, Name = "dense2")] [He] [ReLU]
[Dense(10, Name = "dense3")] [Xavier]
[SoftmaxCrossEntropy]
internal sealed partial class DeepHeNet;
#pragma warning restore format

/// <summary>E28.</summary>
internal sealed class E28FromShallow : Experiment
{
    private const string Plain = "deep, small weights";
    private const string Transferred = "deep, from the shallow one";
    private const string He = "deep, He";

    public override string Id => "E28";

    public override string Title => "A deep network that begins as a shallow one";

    public override string Published => $"{Articles.Deep}: VGG's deep networks began with the first four convolutions and the last three dense layers of a shallow one, since from N(0, 0.01) they stalled.";

    public override string Setting => "A shallow network of four convolutions and three dense layers, and a deep one of ten and three, batches of 50, SGD at 0.02 with a momentum of 0.9, 1,500 steps each; the deep one from small weights, from the trained shallow one's, and from He's. Three seeds.";

    public override string Differences => "On digits, and sixteen times narrower than VGG. There N(0, 0.01) is about half of He's std in the widest layers; here all stds are about half of He's, so that a layer shrinks its signal as VGG's did.";

    public override string Shown => "Before anybody knew how to begin a deep network, one trained a shallow one first and put layers in between.";

    public override string Why => FormattableString.Invariant($"Half of the right std in ten layers and three leaves a thousandth and less: the declaration predicts scores of std {DeepNet.Info.Layers[^1].Predicted.Std:G2} for the deep network, {ShallowNet.Info.Layers[^1].Predicted.Std:G2} for the shallow one and {DeepHeNet.Info.Layers[^1].Predicted.Std:G2} with He's weights. Trained layers have grown out of that; He's formula makes the detour needless.");

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        int steps = settings.Steps(1_500, 40);
        Lesson lesson = new(settings.Choose(50, 20), steps, Math.Max(1, steps / 15)) { CurveDigits = settings.Choose(1_000, 100) };
        double work = lesson.WorkOf(DeepNet.Info, settings);
        foreach (ulong seed in settings.SeedsOf(3))
        {
            yield return new Part(Plain, seed, lesson.Settings, work, bench => Train(bench, new DeepNet(seed), seed, lesson));
            yield return new Part(Transferred, seed, lesson.Settings, work + lesson.WorkOf(ShallowNet.Info, settings), bench =>
            {
                ShallowNet shallow = new(seed);
                Measurements before = Train(bench, shallow, seed, lesson);
                DeepNet deep = new(seed);
                int copied = deep.InitializeFrom(shallow).Copied.Count;
                Measurements measured = Train(bench, deep, seed, lesson);
                measured.Numbers["copied"] = copied;
                measured.Numbers["shallow accuracy"] = before.Numbers["accuracy"];
                return measured;
            });
            yield return new Part(He, seed, lesson.Settings, work, bench => Train(bench, new DeepHeNet(seed), seed, lesson));
        }
    }

    public override Conclusion Conclude(Results results)
    {
        (string, string)[] parts = [(Plain, Plain), (Transferred, Transferred), (He, He)];
        return new Conclusion(
            FormattableString.Invariant($"After as many steps each, the deep network from small weights is at {results.Median(Plain, "accuracy"):P1}, from the shallow one's (which came to {results.Median(Transferred, "shallow accuracy"):P1}) at {results.Median(Transferred, "accuracy"):P1}, and from He's at {results.Median(He, "accuracy"):P1} without it."),
            [
                new Figure("parameters that were copied", "four convolutions and three dense layers: 14", 14, 14, results.Numbers(Transferred, "copied"), Claim.Always),
                new Figure("predicted std of the scores, deep over shallow", "vanishes", null, 0.1, [DeepNet.Info.Layers[^1].Predicted.Std / ShallowNet.Info.Layers[^1].Predicted.Std], Claim.Always),
                Figure.Of("test accuracy, small weights", "stalls", results.Numbers(Plain, "accuracy")),
                new Figure("test accuracy, from the shallow one, less small weights", "learns", 0, null, [.. results.Numbers(Transferred, "accuracy").Zip(results.Numbers(Plain, "accuracy"), static (transferred, plain) => transferred - plain)], Claim.Published),
                new Figure("test accuracy, He, less small weights", "learns", 0, null, [.. results.Numbers(He, "accuracy").Zip(results.Numbers(Plain, "accuracy"), static (he, plain) => he - plain)], Claim.Published),
            ],
            [
                Pictures.Curves(new Chart("Accuracy on test digits") { XLabel = "step", YLabel = "share right", YRange = (0, 1), Description = "From He's weights and from the shallow network's it learns; from small ones it waits." }, results, "accuracy", parts),
                Pictures.Curves(new Chart("Training loss") { XLabel = "step", YLabel = "loss", Description = "A loss at ln 10 = 2.30 has learned nothing." }, results, "loss", parts),
            ]);
    }

    private static Measurements Train<TNetwork>(Bench bench, TNetwork network, ulong seed, Lesson lesson)
        where TNetwork : class, ITrainableNetwork<TNetwork>
        => Learning.Train(bench, network, new Sgd(0.02f) { Momentum = 0.9 }, seed, bench.Digits.TutorialTrain, lesson);
}
