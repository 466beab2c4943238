using System.Globalization;

using NetGen.Data;
using NetGen.Files;
using NetGen.TestHelpers;
using NetGen.Tests.Training;

using Xunit;

namespace NetGen.Tests.Files;

/// <summary>
/// However a checkpoint or a network's file is damaged: it is refused by what is documented, and then nothing has changed; or what it holds is what was
/// written, since a checksum covers all of it.
/// </summary>
public sealed class CheckpointDamageTests : IDisposable
{
    private static readonly int s_mutations = int.Parse(Environment.GetEnvironmentVariable("NETGEN_FUZZ_MUTATIONS") ?? "3000", CultureInfo.InvariantCulture);

    private static readonly byte[][] s_fragments =
    [
        .. new[]
        {
            "\"F32\"", "\"I64\"", "\"shape\":[", "\"data_offsets\":[0,4]", "\"__metadata__\":{", "null", "0", "-1", "99999999999", "\\u0000", "{", "}",
            "\"", ",",
        }
            .Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void ACheckpointIsReadOrRefused()
    {
        Dataset train = FitRuns.Labelled(FitRuns.Samples, 1);
        FitRuns.Interrupt(train, _directory.Root, afterStep: 7);
        string[] checkpoints = Directory.GetFiles(_directory.Root, "*.safetensors", SearchOption.AllDirectories);
        byte[] whole = File.ReadAllBytes(checkpoints.Order(StringComparer.Ordinal).Last());
        var network = new SmallClassifier(5);
        using Trainer<SmallClassifier> trainer = FitRuns.CreateTrainer(network, threads: 1);
        File.WriteAllBytes(_directory.Combine("whole"), whole);
        trainer.LoadCheckpoint(_directory.Combine("whole"));
        float[] expected = network.Parameters.Trained.ToArray();
        Run(whole, seed: 1, path => trainer.LoadCheckpoint(path), () => Assert.Equal(expected, network.Parameters.Trained.ToArray()));
    }

    [Fact]
    public void ANetworkIsReadOrRefused()
    {
        string path = _directory.Combine("network.safetensors");
        var network = new SmallClassifier(1);
        network.Save(path);
        float[] expected = network.Parameters.Trained.ToArray();
        Run(File.ReadAllBytes(path), seed: 2, file => Assert.Equal(expected, SmallClassifier.Load(file).Parameters.Trained.ToArray()), static () => { });
    }

    private void Run(byte[] whole, ulong seed, Action<string> read, Action afterwards)
    {
        var mutations = new ByteMutations(new TestRandom(seed), s_fragments);
        string path = _directory.Combine("damaged.safetensors");
        int refused = 0;
        for (int index = 0; index < s_mutations; index++)
        {
            byte[] damaged = mutations.Of(whole);
            File.WriteAllBytes(path, damaged);
            try
            {
                read(path);
            }
            catch (Exception exception) when (exception is NetworkFileException or InvalidOperationException)
            {
                Assert.NotEmpty(exception.Message);
                refused++;
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"mutation {index}, {exception.GetType().Name}: {exception.Message}\n{exception.StackTrace}");
            }

            afterwards();
        }

        // One byte in 256 is replaced by itself, and a name in the metadata may be another.
        Assert.InRange(refused, s_mutations * 9 / 10, s_mutations);
    }
}
