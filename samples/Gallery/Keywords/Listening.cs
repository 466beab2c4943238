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

        double image = Accuracy("DS-CNN", new ImageListener(seed: 1));
        var listener = new FrameListener(seed: 1);
        double frames = Accuracy("GRU", listener);
        for (int sound = 0; sound < 4; sound++) output.WriteLine(Follow(listener, unseen.Input(sound), unseen.Labels[sound]));
        return (image, frames);
    }

    /// <summary>What it thinks of a sound while it hears it, frame by frame.</summary>
    public static string Follow(FrameListener network, ReadOnlySpan<float> sound, int label)
    {
        const int Often = 8;
        SequenceStream stream = network.CreateStream();
        float[] shares = new float[stream.OutputSize];
        var text = new System.Text.StringBuilder($"a sound of kind {FrameListener.Info.Outputs[0].Classes[label]} while it is heard:");
        for (int frame = 0; frame < Sounds.Frames; frame++)
        {
            stream.Step(sound.Slice(frame * Sounds.Bands, Sounds.Bands), shares);
            if ((frame + 1) % Often == 0 || frame == Sounds.Frames - 1) text.Append(System.Globalization.CultureInfo.InvariantCulture, $" {100 * shares[label]:F0} %");
        }

        return text.ToString();
    }
}
