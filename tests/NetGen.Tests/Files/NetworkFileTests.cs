using NetGen.Files;
using NetGen.Runtime;
using NetGen.Tests.Training;

using Xunit;

namespace NetGen.Tests.Files;

public sealed class NetworkFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.Combine("network.safetensors");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void LoadGivesBackWhatSaveWrote()
    {
        var network = new SmallClassifier(7);
        network.SetParameter("hidden.running_mean", [1, 2, 3, 4, 5, 6, 7, 8]);
        network.Save(Path);
        TrainerTests.AssertSameBits(network, SmallClassifier.Load(Path));
        Assert.Equal(["network.safetensors"], _directory.Names);
    }

    /// <summary>Through a file, a stream and memory, and with a checksum in either.</summary>
    [Fact]
    public void EverySourceGivesTheSame()
    {
        var network = new SmallClassifier(7);
        network.Save(Path);
        byte[] bytes = File.ReadAllBytes(Path);
        using var stream = new MemoryStream();
        NetworkFile.Save(network.Parameters, stream);
        Assert.Equal(bytes, stream.ToArray());
        using (SafetensorsFile file = SafetensorsFile.Read(bytes)) Assert.True(file.HasChecksum);

        foreach (Action<ParameterBlock> load in new Action<ParameterBlock>[]
        {
            block => NetworkFile.Load(block, Path), block => NetworkFile.Load(block, new ShortReadStream(bytes)), block => NetworkFile.Load(block, bytes),
        })
        {
            var other = new SmallClassifier(3);
            load(other.Parameters);
            TrainerTests.AssertSameBits(network, other);
        }

        bytes[^1] ^= 1;
        File.WriteAllBytes(Path, bytes);
        Assert.Equal(NetworkFileError.ChecksumMismatch, Assert.Throws<NetworkFileException>(() => SmallClassifier.Load(Path)).Error);
    }

    /// <summary>What is being changed is not saved, and what stood under the name stays.</summary>
    [Fact]
    public void NothingIsSavedWhileParametersChange()
    {
        var network = new SmallClassifier(7);
        using var stream = new MemoryStream();
        using (network.Parameters.BeginChange())
        {
            Assert.Throws<InvalidOperationException>(() => network.Save(Path));
            Assert.Throws<InvalidOperationException>(() => NetworkFile.Save(network.Parameters, stream));
        }

        Assert.Empty(_directory.Names);
        Assert.Equal(0, stream.Length);
        network.Save(Path);
        TrainerTests.AssertSameBits(network, SmallClassifier.Load(Path));
    }

    [Fact]
    public void ParametersAreAskedFor()
    {
        new SmallClassifier(7).Save(Path);
        Assert.Throws<ArgumentNullException>("parameters", () => NetworkFile.Save(null!, Path));
        Assert.Throws<ArgumentNullException>("parameters", () => NetworkFile.Load(null!, Path));
        Assert.Throws<ArgumentNullException>("parameters", () => NetworkFile.Load(null!, new MemoryStream(File.ReadAllBytes(Path))));
        Assert.Throws<ArgumentNullException>("parameters", () => NetworkFile.Load(null!, File.ReadAllBytes(Path)));
        Assert.Throws<ArgumentNullException>("info", () => NetworkFile.Tensors(null!));
    }

    [Fact]
    public void TheFileHasPyTorchsNamesShapesAndOrder()
    {
        var network = new SmallClassifier(7);
        network.Save(Path);
        using SafetensorsFile file = SafetensorsFile.Open(Path);
        Assert.Equal(["hidden.bias", "hidden.running_mean", "hidden.weight", "output.bias", "output.weight"], file.Tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal));
        float[] weight = new float[32];
        file.Read("hidden.weight", [8, 4], weight);

        // Row-major [outputs, inputs] in the file; [inputs][panel of 8 outputs] in memory.
        for (int output = 0; output < 8; output++)
        {
            for (int input = 0; input < 4; input++) Assert.Equal(network.Parameters.Memory.Span[(input * 8) + output], weight[(output * 4) + input]);
        }
    }

    [Theory]
    [InlineData("missing", NetworkFileError.Missing)]
    [InlineData("shape", NetworkFileError.ShapeMismatch)]
    [InlineData("transposed", NetworkFileError.ShapeMismatch)]
    [InlineData("unexpected", NetworkFileError.Unexpected)]
    public void AFileOfAnotherArchitectureChangesNothing(string defect, NetworkFileError error)
    {
        List<SafetensorsEntry> entries = Entries();
        switch (defect)
        {
            case "missing": entries.RemoveAt(4); break;
            case "shape": entries[4] = new("hidden.running_mean", [9], new float[9]); break;
            case "transposed": entries[0] = new("hidden.weight", [4, 8], new float[32]); break;
            default: entries.Add(new("extra.weight", [1], new float[1])); break;
        }

        SafetensorsWriter.Write(Path, entries);
        var network = new SmallClassifier(3);
        NetworkFileException exception = Assert.Throws<NetworkFileException>(() => NetworkFile.Load(network.Parameters, Path));
        Assert.Equal((error, Path), (exception.Error, exception.Path));
        using (SafetensorsFile file = SafetensorsFile.Open(Path))
        {
            if (error == NetworkFileError.Unexpected) Assert.Contains(file.Tensors, tensor => tensor.Begin == exception.Offset);
        }

        TrainerTests.AssertSameBits(new SmallClassifier(3), network);
    }

    [Fact]
    public void AFileOfAnotherArchitectureIsToldByAllNamesThatDiffer()
    {
        string Refusal(IEnumerable<SafetensorsEntry> entries)
        {
            SafetensorsWriter.Write(Path, [.. entries]);
            string message = Assert.Throws<NetworkFileException>(() => SmallClassifier.Load(Path)).Message;
            string begin = $"'{Path}': The file is not of SmallNetwork. ";
            Assert.StartsWith(begin, message, StringComparison.Ordinal);
            return message[begin.Length..message.LastIndexOf(" (", StringComparison.Ordinal)];
        }

        SafetensorsEntry Extra(string name) => new(name, [1], new float[1]);
        Assert.Equal("It has 'extra.weight', which the network has not.", Refusal([.. Entries(), Extra("extra.weight")]));
        Assert.Equal("It lacks 'output.weight', 'output.bias'.", Refusal(Entries().Where(entry => !entry.Name.StartsWith("output", StringComparison.Ordinal))));
        Assert.Equal(
            "It lacks 'hidden.weight', 'hidden.bias', 'output.weight', 'output.bias', 'hidden.running_mean'. It has 'module.hidden.weight', 'module.hidden.bias', 'module.output.weight', 'module.output.bias', 'module.hidden.running_mean', which the network has not.",
            Refusal(NetworkFile.Entries(new SmallClassifier(5).Parameters, prefix: "module.")));
        Assert.EndsWith("'a', 'b', 'c', 'd', 'e' and 2 more, which the network has not.", Refusal([.. Entries(), .. "abcdefg".Select(letter => Extra($"{letter}"))]), StringComparison.Ordinal);

        // Names come from the file: a message may stand in a log or on a terminal.
        Assert.Equal("It has 'a?b?[31mc?d', which the network has not.", Refusal([.. Entries(), Extra("a\nb\u001b[31mc\u202ed")]));
        Assert.Equal($"It has '{new string('x', 80)}...', which the network has not.", Refusal([.. Entries(), Extra(new string('x', 200))]));
    }

    [Fact]
    public void LoadFindsEveryFlippedBit()
    {
        new SmallClassifier(7).Save(Path);
        byte[] bytes = File.ReadAllBytes(Path);
        var network = new SmallClassifier(3);
        int data = bytes.Length - (4 * (32 + 8 + 24 + 3 + 8));
        for (int position = 0; position < bytes.Length; position++)
        {
            byte[] damaged = [.. bytes];
            damaged[position] ^= (byte)(1 << (position % 8));
            File.WriteAllBytes(Path, damaged);
            NetworkFileException? exception = Record.Exception(() => NetworkFile.Load(network.Parameters, Path)) as NetworkFileException;

            // A change of the checksum's own name leaves a sound file without one.
            bool isName = exception is null;
            Assert.True(!isName || System.Text.Encoding.Latin1.GetString(bytes, position - 11, 23).Contains(SafetensorsFile.ChecksumKey, StringComparison.Ordinal), $"byte {position}");
            if (isName) network = new SmallClassifier(3);
            if (position >= data) Assert.Equal(NetworkFileError.ChecksumMismatch, exception!.Error);
        }

        TrainerTests.AssertSameBits(new SmallClassifier(3), network);
    }

    [Fact]
    public void AFileWithoutAChecksumIsLoaded()
    {
        SafetensorsWriter.Write(Path, Entries(), checksum: false);
        TrainerTests.AssertSameBits(new SmallClassifier(5), SmallClassifier.Load(Path));
    }

    [Fact]
    public void ANetworkIsNoCheckpoint()
    {
        new SmallClassifier(7).Save(Path);
        using var trainer = new Trainer<SmallClassifier>(new SmallClassifier(), new Sgd(0.1f));
        NetworkFileException exception = Assert.Throws<NetworkFileException>(() => trainer.LoadCheckpoint(Path));
        Assert.Equal(NetworkFileError.Missing, exception.Error);
        Assert.StartsWith($"'{Path}': The file is no checkpoint but a network's parameters alone", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PyTorchsBatchCounterIsPassedOver()
    {
        List<SafetensorsEntry> entries = [.. Entries(), new("hidden.num_batches_tracked", [], new float[1])];
        SafetensorsWriter.Write(Path, entries);
        TrainerTests.AssertSameBits(new SmallClassifier(5), SmallClassifier.Load(Path));
    }

    [Fact]
    public void ParametersAreCopiedAndSetByName()
    {
        var network = new SmallClassifier(1);
        float[] values = [.. Enumerable.Range(0, 24).Select(i => (float)i)];
        network.SetParameter("output.weight", values);
        float[] copy = new float[24];
        network.CopyParameter("output.weight", copy);
        Assert.Equal(values, copy);

        Assert.Throws<ArgumentException>("name", () => network.SetParameter("output", values));
        Assert.Throws<ArgumentNullException>("name", () => network.SetParameter(null!, values));
        ArgumentException exception = Assert.Throws<ArgumentException>("values", () => network.SetParameter("output.weight", new float[25]));
        Assert.Contains("'output.weight' has the shape [3, 8], 24 values; the span has 25", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("destination", () => network.CopyParameter("output.weight", new float[23]));
        network.CopyParameter("output.weight", copy);
        Assert.Equal(values, copy);
    }

    private static List<SafetensorsEntry> Entries() => [.. NetworkFile.Entries(new SmallClassifier(5).Parameters)];
}
