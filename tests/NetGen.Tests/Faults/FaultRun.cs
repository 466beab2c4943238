using System.Globalization;
using System.Security.Cryptography;

using NetGen.Data;
using NetGen.Initialization;

namespace NetGen.Tests.Faults;

/// <summary>
/// Training that keeps all that it can after every step: a checkpoint, the network, and after every epoch the best network and a history. As a process of
/// its own it is killed, or meets others in its folder.
/// </summary>
internal static class FaultRun
{
    public const int Epochs = 6;
    public const int Steps = Epochs * Samples / BatchSize;

    private const int Samples = 80;
    private const int BatchSize = 8;
    private const int Classes = 4;

    /// <summary>A process: trains in a folder with a number of threads, and says after every step what it has come to.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        try
        {
            (string folder, int threads) = (arguments[0], int.Parse(arguments[1], CultureInfo.InvariantCulture));
            Train(folder, threads, static (step, network) =>
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step} {Hash(network)}"));
                Console.Out.Flush();
            });
            return 0;
        }
        catch (IOException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    /// <summary>The checkpoints of a run's folder.</summary>
    public static string Checkpoints(string folder) => Path.Combine(folder, "checkpoints");

    /// <summary>Where a run saves its network after every step.</summary>
    public static string Network(string folder) => Path.Combine(folder, "network.safetensors");

    /// <summary>Where a run writes its history.</summary>
    public static string History(string folder) => Path.Combine(folder, "history.csv");

    /// <summary>Trains to the end, or goes on from the newest checkpoint.</summary>
    /// <param name="folder">What is kept goes here.</param>
    /// <param name="threads">The bits do not depend on it.</param>
    /// <param name="onStep">Is told of each step when the network has been saved, and before its checkpoint is written.</param>
    public static FaultNet Train(string folder, int threads, Action<long, FaultNet>? onStep = null)
    {
        FaultNet network = new(seed: 1);
        using Trainer<FaultNet> trainer = CreateTrainer(network, threads);
        trainer.Fit(TrainingData(), Options(folder, new Step((step, context) =>
        {
            context.Save(Network(folder));
            onStep?.Invoke(step, network);
        })));
        network.Save(Network(folder));
        return network;
    }

    public static Trainer<FaultNet> CreateTrainer(FaultNet network, int threads = 1)
        => network.CreateTrainer(new Adam(1e-3f), new TrainerOptions { Threads = threads, Seed = 3 });

    /// <summary>The samples to train on.</summary>
    public static Dataset TrainingData() => Data(Samples, 1);

    public static FitOptions Options(string folder, ITrainingCallback? callback = null, int? checkpointEverySteps = 1) => new()
    {
        Epochs = Epochs,
        BatchSize = BatchSize,
        Schedule = LearningRateSchedule.Cosine,
        Validation = Data(16, 2),
        RestoreBest = true,
        CheckpointDirectory = Checkpoints(folder),
        CheckpointEverySteps = checkpointEverySteps,
        Callbacks = [.. callback is null ? [] : new[] { callback }, new CsvLog(History(folder))],
    };

    /// <summary>Of the file that the network would be saved as.</summary>
    public static string Hash(FaultNet network)
    {
        using var stream = new MemoryStream();
        network.Save(stream);
        return Hash(stream.ToArray());
    }

    public static string Hash(byte[] file) => Convert.ToHexString(SHA256.HashData(file));

    /// <summary>Numbers that are drawn; which of the first few is the largest is to be learned.</summary>
    private static Dataset Data(int samples, uint salt)
    {
        int size = FaultNet.Info.InputSize;
        float[] inputs = [.. Enumerable.Range(0, samples * size).Select(i => (Philox.Generate(salt, (uint)i, 0, 0, 0).Word0 / (float)uint.MaxValue) - 0.5f)];
        int[] labels = [.. Enumerable.Range(0, samples).Select(i => Enumerable.Range(0, Classes).MaxBy(label => inputs[(i * size) + label]))];
        return new Dataset(inputs, size, labels, Classes);
    }

    /// <summary>Is told of every step.</summary>
    public sealed class Step(Action<long, TrainingContext> action) : ITrainingCallback
    {
        public void OnStep(TrainingContext context) => action(context.Step, context);
    }
}
