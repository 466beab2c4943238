using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

using NetGen.Data;
using NetGen.Initialization;

namespace NetGen.Distributed.Tests.Ranks;

/// <summary>
/// A run of Fit on drawn images, in which a rank may be killed, throw, hang or leave on the way. Says what it has come to: losses, and a hash of the parameters
/// of each rank.
/// </summary>
internal static class TrainingRun
{
    private const int Side = 12;
    private const int Classes = 4;

    public static int Run(MpiProcessGroup? group, RankSettings settings) => settings.Text("network") switch
    {
        "random" => Run(new RandomNet(Seed(group)), group, settings),
        _ => Run(new PlainNet(Seed(group)), group, settings),
    };

    /// <summary>The first rank's network is what all begin with.</summary>
    private static ulong Seed(MpiProcessGroup? group) => (ulong)(group?.Rank ?? 0);

    private static int Run<TNetwork>(TNetwork network, MpiProcessGroup? group, RankSettings settings)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        double clip = settings.Place("clip") is { } clipped && clipped.Rank == group?.Rank ? clipped.Step : 100;
        using var trainer = new Trainer<TNetwork>(network, new Adam(0.003), new TrainerOptions { Seed = 5, ProcessGroup = group, ClipNorm = clip });
        TrainingReport report = trainer.Fit(Draw(settings.Number("samples", 203), 1), new FitOptions
        {
            Epochs = settings.Number("epochs", 3),
            BatchSize = settings.Number("batch", 20),
            Validation = Draw(40, 2),
            CheckpointDirectory = settings.Text("checkpoints"),
            CheckpointEverySteps = settings.Text("checkpoints") is null ? null : 2,
            AllowChanged = settings.Text("allow") is { } allowed ? Enum.Parse<RunSettings>(allowed) : RunSettings.None,
            Callbacks = [new Trouble(group, settings)],
        });
        string hash = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(network.Parameters.Memory.Span)));
        if (group is null or { Rank: 0 })
        {
            foreach (EpochReport epoch in report.Epochs) Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"epoch {epoch.Epoch} {epoch.Loss:R} {epoch.ValidationLoss:R} {epoch.ValidationAccuracy:R}"));
            Console.WriteLine($"steps {trainer.StepCount}");
        }

        Console.WriteLine($"rank {group?.Rank ?? 0} {hash}");
        return settings.Place("exit") is { } exit && exit.Rank == group?.Rank ? exit.Step : 0;
    }

    /// <summary>A bright square in one of four corners, in noise.</summary>
    private static Dataset Draw(int count, int seed)
    {
        float[] images = new float[count * Side * Side];
        int[] labels = new int[count];
        for (int image = 0; image < count; image++)
        {
            labels[image] = (int)(Philox.Generate((ulong)seed, (uint)image, 0, 0, 0).Word0 % Classes);
            for (int pixel = 0; pixel < Side * Side; pixel++)
            {
                bool isInside = (pixel / Side / (Side / 2)) == labels[image] / 2 && (pixel % Side / (Side / 2)) == labels[image] % 2;
                images[(image * Side * Side) + pixel]
                    = (float)((Philox.Generate((ulong)seed, (uint)image, (uint)pixel, 1, 0).Word0 * 2.0 / uint.MaxValue) - 1 + (isInside ? 0.4 : 0));
            }
        }

        return new Dataset(images, Side * Side, labels, Classes);
    }

    private sealed class Trouble(MpiProcessGroup? group, RankSettings settings) : ITrainingCallback
    {
        public void OnStep(TrainingContext context)
        {
            if (Is("kill", context)) Process.GetCurrentProcess().Kill();
            if (Is("throw", context)) throw new InvalidOperationException("what a rank may throw");
            if (Is("hang", context)) Thread.Sleep(TimeSpan.FromMinutes(5));
            if (Is("leave", context)) Environment.Exit(7);
        }

        private bool Is(string name, TrainingContext context) => settings.Place(name) is { } place && place.Rank == group?.Rank && place.Step == context.Step;
    }
}
