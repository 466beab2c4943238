using NetGen;
using NetGen.Data;

namespace GallerySample.Keywords;

/// <summary>Trains both listeners on the same sounds.</summary>
internal static class Listening
{
    /// <summary>The shares of unseen sounds that each names rightly.</summary>
    public static (double Image, double Frames) Train(int count, int epochs, TextWriter output, CancellationToken cancellation = default)
    {
        (Dataset known, Dataset unseen) = (Sounds.Create(count, seed: 1), Sounds.Create(Math.Max(200, count / 5), seed: 2));
        double Accuracy<TNetwork>(string name, TNetwork network)
            where TNetwork : class, ITrainableNetwork<TNetwork>
        {
            output.WriteLine($"{name}: {TNetwork.Info.ParameterCount:N0} parameters");
            using var trainer = new Trainer<TNetwork>(network, new Adam(0.003), new TrainerOptions { ClipNorm = 1 });
            trainer.Fit(known, new FitOptions
            {
                Epochs = epochs,
                BatchSize = 32,
                Validation = unseen,
                Schedule = LearningRateSchedule.Cosine,
                Callbacks = [new ConsoleProgress(output, isLive: false)],
                CancellationToken = cancellation,
            });
            Evaluation evaluation = network.Evaluate(unseen);
            output.WriteLine($"{name}, on sounds it has not heard: {evaluation}");
            return evaluation.Accuracy!.Value;
        }

        return (Accuracy("DS-CNN", new ImageListener(seed: 1)), Accuracy("GRU", new FrameListener(seed: 1)));
    }
}
