using NetGen;

namespace ExperimentsSample;

/// <summary>E10: the same network from zeros, from weights that are too large, and from He's.</summary>
internal static class KerasInitializers
{
    private const int Batch = 128;

    public static IReadOnlyList<Figure> Run(Laboratory laboratory)
    {
        ZeroKerasNet zero = new(laboratory.Options.Seed);
        Evaluation zeros = Train(laboratory, zero, "zeros");
        int moved = ZeroKerasNet.Info.Parameters.Count(parameter => ZeroWeights.IsWeight(parameter) && !Laboratory.IsZero(zero, parameter));
        Evaluation large = Train(laboratory, new LargeKerasNet(laboratory.Options.Seed), "std 0.4");
        Evaluation he = Train(laboratory, new HeKerasNet(laboratory.Options.Seed), "std sqrt(2 / n)");
        return
        [
            new Figure("zeros: weights that are no longer exactly 0", "never learns", 0, 0, moved),
            new Figure("zeros: test accuracy", "0.1135 (the commonest digit)", 0.08, 0.12, zeros.Accuracy!.Value),
            new Figure("std 0.4: test accuracy", "about 0.88", 0.80, 0.95, large.Accuracy!.Value),
            new Figure("std sqrt(2 / n): test accuracy", "more than 0.99", 0.99, null, he.Accuracy!.Value),
            new Figure("std 0.4: test cost over that of sqrt(2 / n)", "two orders of magnitude", null, null, large.Loss / he.Loss),
        ];
    }

    private static Evaluation Train<TNetwork>(Laboratory laboratory, TNetwork network, string name)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        laboratory.Say($"  {name}");
        using Trainer<TNetwork> trainer = laboratory.CreateTrainer(network, new RmsProp(1e-3f) { Alpha = 0.9, Epsilon = 1e-7 }, laboratory.Options.Seed);
        trainer.Fit(laboratory.Digits.Train, new FitOptions
        {
            Epochs = laboratory.Options.Epochs,
            BatchSize = Batch,
            CancellationToken = laboratory.Cancellation,
            Progress = new Reporter(progress => laboratory.Tell($"  epoch {progress.Epoch}: loss {progress.Loss:G5}")),
        });
        return laboratory.Test(network, laboratory.Digits.Test);
    }

    /// <summary>Calls back on the thread that trains, unlike the framework's own.</summary>
    private sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
