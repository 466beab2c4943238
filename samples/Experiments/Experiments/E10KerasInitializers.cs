using NetGen;
using NetGen.Reports;

namespace ExperimentsSample;

#pragma warning disable NG1003, NG1005, NG4001, NG4002, NG4003, NG4004 // two of the three are broken on purpose
#pragma warning disable format // one line for each layer

/// <summary>Keras' mnist_cnn with all weights zero.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(32, 3)] [Zeros] [ReLU]
[Conv2D(64, 3)] [Zeros] [ReLU]
[MaxPool2D(2)]
[Dropout(0.25)]
[Flatten]
[Dense(128)] [Zeros] [ReLU]
[Dropout(0.5)]
[Dense(10)] [Zeros]
[SoftmaxCrossEntropy]
internal sealed partial class ZeroKerasNet;

/// <summary>Keras' mnist_cnn with all weights N(0, 0.4).</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(32, 3)] [Normal(0.4)] [ReLU]
[Conv2D(64, 3)] [Normal(0.4)] [ReLU]
[MaxPool2D(2)]
[Dropout(0.25)]
[Flatten]
[Dense(128)] [Normal(0.4)] [ReLU]
[Dropout(0.5)]
[Dense(10)] [Normal(0.4)]
[SoftmaxCrossEntropy]
internal sealed partial class LargeKerasNet;

/// <summary>Keras' mnist_cnn with VarianceScaling(2, fan_in, normal), He's initialiser.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(32, 3)] [VarianceScaling(2)] [ReLU]
[Conv2D(64, 3)] [VarianceScaling(2)] [ReLU]
[MaxPool2D(2)]
[Dropout(0.25)]
[Flatten]
[Dense(128)] [VarianceScaling(2)] [ReLU]
[Dropout(0.5)]
[Dense(10)] [VarianceScaling(2)]
[SoftmaxCrossEntropy]
internal sealed partial class HeKerasNet;
#pragma warning restore format

/// <summary>E10.</summary>
internal sealed class E10KerasInitializers : Experiment
{
    private const string Zeros = "zeros";
    private const string Large = "std 0.4";
    private const string He = "std sqrt(2 / n)";
    private static readonly string[] s_parts = [Zeros, Large, He];

    public override string Id => "E10";

    public override string Title => "Keras' mnist_cnn from three initialisers";

    public override string Published => $"{Articles.Intoli}, figure 1: zeros never learn; std 0.4 comes to about 88 %; std sqrt(2 / n) to more than 99 %, with a loss two orders of magnitude lower.";

    public override string Setting => "C3x3x32, C3x3x64, MP2, dropout 0.25, dense 128, dropout 0.5, dense 10; ReLU, VALID, biases 0; RMSprop with Keras' defaults (1e-3, decay 0.9, epsilon 1e-7), batches of 128, 12 epochs. Five seeds; bands from the lowest to the highest.";

    public override string Differences => "Keras draws the order of the digits, and what dropout drops, from random numbers of its own.";

    public override string Shown => "One network, three ways to begin: all weights zero never learns; weights that are too large learn badly; weights of std sqrt(2 / n) learn at once and end with a loss a hundred times lower.";

    public override string Why => FormattableString.Invariant($"Behind zero weights every gradient of a weight is exactly 0. With std 0.4 the declaration predicts scores of std {LargeKerasNet.Info.Layers.Single(static layer => layer.Name == "dense2").Predicted.Std:G2} and a first cost of {LargeKerasNet.Info.PredictedLoss:G3}; with sqrt(2 / n) of {HeKerasNet.Info.Layers.Single(static layer => layer.Name == "dense2").Predicted.Std:G2} and {HeKerasNet.Info.PredictedLoss:G3}.");

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        (int epochs, int batch) = (settings.Steps(12, 3), settings.Choose(128, 32));
        double work = epochs * (Work.Training(HeKerasNet.Info, batch, (double)settings.TrainCount / batch) + Work.Testing(HeKerasNet.Info, settings.TestCount));
        string text = FormattableString.Invariant($"epochs {epochs}, batch {batch}");
        foreach (ulong seed in settings.SeedsOf(5))
        {
            // Zeros know no seed but the order of the digits, and are as zero in all of them.
            yield return new Part(Zeros, seed, text, work, bench => Run(bench, new ZeroKerasNet(seed), seed, epochs, batch));
            yield return new Part(Large, seed, text, work, bench => Run(bench, new LargeKerasNet(seed), seed, epochs, batch));
            yield return new Part(He, seed, text, work, bench => Run(bench, new HeKerasNet(seed), seed, epochs, batch));
        }
    }

    public override Conclusion Conclude(Results results)
    {
        IEnumerable<(string, string)> parts = s_parts.Select(static part => (part, part));
        double[] best = [.. results[He].Select(static measured => measured.Curves["accuracy"].Y.Max())];
        double[] ratios = [.. results.Numbers(Large, "loss").Zip(results.Numbers(He, "loss"), static (large, he) => large / he)];
        return new Conclusion(
            FormattableString.Invariant($"Zeros end at {results.Median(Zeros, "accuracy"):P1}, std 0.4 at {results.Median(Large, "accuracy"):P1}, std sqrt(2 / n) at {results.Median(He, "accuracy"):P1}. The loss of the second on test digits is {Figure.Median(ratios):G2} times that of the third. ")
                + FormattableString.Invariant($"At its best epoch each seed of std sqrt(2 / n) is at {best.Min():P1} to {best.Max():P1}; from then on it swings, since RMSprop's rate does not fall, and where it stands after the last epoch is chance."),
            [
                new Figure("zeros: weights that are no longer exactly 0", "never learns", 0, 0, results.Numbers(Zeros, "moved"), Claim.Always),
                new Figure("zeros: test accuracy", "0.1135 (the commonest digit)", 0.05, 0.2, results.Numbers(Zeros, "accuracy"), Claim.Always),
                new Figure("std 0.4: test accuracy", "about 0.88", 0.80, 0.95, results.Numbers(Large, "accuracy"), Claim.Published),
                new Figure("std sqrt(2 / n): test accuracy", "more than 0.99", 0.99, null, results.Numbers(He, "accuracy"), Claim.Published),
                Figure.Of("std sqrt(2 / n): test accuracy at the best of the epochs", "more than 0.99", best),
                Figure.Of("std 0.4: test loss over that of sqrt(2 / n)", "two orders of magnitude", ratios),
                new Figure("the same: above", "higher", 1.5, null, ratios, Claim.Always),
                Figure.Of("training loss at the end, std 0.4 over sqrt(2 / n)", "two orders of magnitude", [.. results[Large].Zip(results[He], static (large, he) => large.Curves["loss"].Y[^1] / he.Curves["loss"].Y[^1])]),
            ],
            [
                Pictures.Curves(new Chart("Training loss") { XLabel = "epoch", YLabel = "loss", IsLogarithmicY = true, Description = "Zeros stay at ln 10 less almost nothing; the other two fall from different heights." }, results, "loss", parts),
                Pictures.Curves(new Chart("Loss on test digits") { XLabel = "epoch", YLabel = "loss", IsLogarithmicY = true, Description = "The same order." }, results, "test loss", parts),
                Pictures.Curves(new Chart("Accuracy on test digits") { XLabel = "epoch", YLabel = "share right", YRange = (0, 1), Description = "Zeros know the commonest digit only." }, results, "accuracy", parts),
            ]);
    }

    private static Measurements Run<TNetwork>(Bench bench, TNetwork network, ulong seed, int epochs, int batch)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        Measurements measured = new();
        using Trainer<TNetwork> trainer = bench.CreateTrainer(network, new RmsProp(1e-3f) { Alpha = 0.9, Epsilon = 1e-7 }, seed);
        trainer.Fit(bench.Digits.Train, new FitOptions
        {
            Epochs = epochs,
            BatchSize = batch,
            CancellationToken = bench.Cancellation,
            Progress = new Reporter(progress =>
            {
                bench.Advance(Work.Training(TNetwork.Info, batch, 1), FormattableString.Invariant($"epoch {progress.Epoch + 1} of {epochs}, loss {progress.Loss:G4}"));
                if (progress.Completed is null) return;
                measured.Append("loss", progress.Epoch + 1, progress.Loss);
                Evaluation test = bench.Test(network, bench.Digits.Test);
                measured.Append("accuracy", progress.Epoch + 1, test.Accuracy!.Value);
                measured.Append("test loss", progress.Epoch + 1, test.Loss);
                bench.Watcher?.Invoke(measured);
            }),
        });
        bench.Cancellation.ThrowIfCancellationRequested();
        measured.Numbers["accuracy"] = measured.Curves["accuracy"].Y[^1];
        measured.Numbers["loss"] = measured.Curves["test loss"].Y[^1];
        measured.Numbers["moved"] = TNetwork.Info.Parameters.Count(parameter => parameter.Name.EndsWith(".weight", StringComparison.Ordinal) && !Bench.IsZero(network, parameter));
        return measured;
    }

    /// <summary>Calls back on the thread that trains, unlike the framework's own.</summary>
    private sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
