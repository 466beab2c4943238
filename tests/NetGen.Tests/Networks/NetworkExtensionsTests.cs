using NetGen.Files;
using NetGen.Tests.Files;

using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>What every network can do besides: one class, copies, streams.</summary>
public sealed class NetworkExtensionsTests : IDisposable
{
    private static readonly float[] s_input = [0.5f, -1, 2];
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void OneSampleHasAClassAProbabilityAndAName()
    {
        var network = new PetNet(seed: 3);
        var probabilities = new float[3];
        network.Predict(s_input, probabilities);
        int label = Array.IndexOf(probabilities, probabilities.Max());
        Classification classification = network.Classify(s_input);
        Assert.Equal(new Classification(label, probabilities[label], new[] { "cat", "dog", "fish" }[label]), classification);
        Assert.Matches(@"^(cat|dog|fish), \d+\.\d %$", classification.ToString());
        Assert.Contains("has 2 values; a sample of PetNet has 3", Assert.Throws<ArgumentException>(() => network.Classify([1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("MoveNet has several", Assert.Throws<NotSupportedException>(() => new MoveNet().Classify(s_input)).Message, StringComparison.Ordinal);
    }

    /// <summary>Of yes and no the one that is likelier, with its own probability.</summary>
    [Fact]
    public void OneOutputIsYesOrNo()
    {
        var random = new SeededRandom(1);
        var network = new SpamNet(seed: 1);
        var seen = new HashSet<int>();
        for (int i = 0; i < 50; i++)
        {
            float[] input = [.. Enumerable.Range(0, 4).Select(_ => (float)((4 * random.NextDouble()) - 2))];
            float[] probability = new float[1];
            network.Predict(input, probability);
            Classification classification = network.Classify(input);
            Assert.Equal(probability[0] >= 0.5f ? 1 : 0, classification.Label);
            Assert.Equal(classification.Label == 1 ? probability[0] : 1 - probability[0], classification.Probability);
            Assert.StartsWith($"class {classification.Label}, ", classification.ToString(), StringComparison.Ordinal);
            seen.Add(classification.Label);
        }

        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public void ACopyIsTheSameAndStaysWhatItIs()
    {
        PetNet network = Trained();
        PetNet clone = network.Clone();
        Assert.True(network.HasSameParameters(clone));
        Assert.False(network.HasSameParameters(new PetNet(seed: 3)));
        (float[] one, float[] other) = (new float[3], new float[3]);
        network.Forward(s_input, one);
        clone.Forward(s_input, other);
        Assert.Equal(one, other);
        using Trainer<PetNet> trainer = network.CreateTrainer(new Adam());
        trainer.Step([1, 2, 3, 4, 5, 6], [0, 1]);
        Assert.False(network.HasSameParameters(clone));
    }

    /// <summary>Running statistics are among what is compared and written.</summary>
    [Fact]
    public void StreamsAndMemoryHoldWhatFilesHold()
    {
        PetNet network = Trained();
        string path = _directory.Combine("pet.safetensors");
        network.Save(path);
        using var stream = new MemoryStream();
        stream.WriteByte(7); // written and read from its position on
        network.Save(stream);
        byte[] file = stream.ToArray()[1..];
        Assert.Equal(File.ReadAllBytes(path), file);
        stream.Position = 1;
        Assert.True(network.HasSameParameters(PetNet.Load(stream)));
        Assert.True(network.HasSameParameters(PetNet.Load(file)));
        file[^1] ^= 1;
        Assert.Equal(NetworkFileError.ChecksumMismatch, Assert.Throws<NetworkFileException>(() => PetNet.Load(file)).Error);
        Assert.Throws<NetworkFileException>(() => PetNet.Load(new MemoryStream(file[..20])));
        Assert.Contains("The file is not of SpamNet", Assert.Throws<NetworkFileException>(() => SpamNet.Load(File.ReadAllBytes(path))).Message, StringComparison.Ordinal);
    }

    private static PetNet Trained()
    {
        var network = new PetNet(seed: 3);
        using Trainer<PetNet> trainer = network.CreateTrainer(new Adam());

        // A list of whole numbers is one of labels, and not of values.
        trainer.Step([1, 2, 3, 4, 5, 6], [0, 2]);
        return network;
    }
}
