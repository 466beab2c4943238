using System.Diagnostics;

using NetGen;
using NetGen.Data;

namespace GallerySample.Amplifier;

/// <summary>Trains <see cref="AmplifierNet"/>, then plays through it sample by sample, as a plug-in does.</summary>
internal static class Amplifying
{
    /// <summary>The error's energy beside the sound's, and how many seconds of sound pass through in a second.</summary>
    public static (double ErrorToSignal, double RealTime) Train(int pieces, int epochs, TextWriter output, CancellationToken cancellation = default)
    {
        (Dataset known, Dataset unseen) = (Guitar.Create(pieces, AmplifierNet.Length, seed: 1), Guitar.Create(Math.Max(8, pieces / 10), AmplifierNet.Length, seed: 2));
        var network = new AmplifierNet(seed: 1);
        using var trainer = new Trainer<AmplifierNet>(network, new Adam(0.003), new TrainerOptions { ClipNorm = 1 });
        trainer.Fit(known, new FitOptions
        {
            Epochs = epochs,
            BatchSize = 4,
            Validation = unseen,
            Schedule = LearningRateSchedule.Cosine,
            Callbacks = [new ConsoleProgress(output, isLive: false)],
            CancellationToken = cancellation,
        });

        double signal = Enumerable.Range(0, unseen.Count).Average(piece => unseen.Target(piece).ToArray().Average(static value => (double)value * value));
        double ratio = network.Evaluate(unseen).Loss / signal;
        double speed = Play(network, unseen.Input(0).ToArray());
        output.WriteLine($"error to signal {100 * ratio:F2} %; {1e9 / speed / Guitar.Rate:F0} ns a sample, {speed:F1} seconds of sound in a second");
        return (ratio, speed);
    }

    /// <summary>How many seconds of sound pass through the stream in a second.</summary>
    private static double Play(AmplifierNet network, float[] samples)
    {
        const int Times = 100;
        SequenceStream stream = network.CreateStream();
        float[] heard = new float[samples.Length];
        long begin = Stopwatch.GetTimestamp();
        for (int time = 0; time < Times; time++)
        {
            for (int i = 0; i < samples.Length; i++) stream.Step(samples.AsSpan(i, 1), heard.AsSpan(i, 1));
        }

        return Times * samples.Length / (double)Guitar.Rate / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
