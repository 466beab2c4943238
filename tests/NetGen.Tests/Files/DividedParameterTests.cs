using NetGen.Files;
using NetGen.Tests.Networks;

using Xunit;

namespace NetGen.Tests.Files;

/// <summary>Parameters whose rows files have in tensors of other names, as PyTorch has them: attention to another sequence.</summary>
public sealed class DividedParameterTests : IDisposable
{
    private static readonly float[] s_steps = [.. Enumerable.Range(0, 12).Select(static index => MathF.Sin(index))];
    private static readonly float[] s_memory = [.. Enumerable.Range(0, 12).Select(static index => MathF.Cos(index))];

    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.Combine("network.safetensors");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void TheFileHasPyTorchsTensors()
    {
        Disturbed<MemoryNet>().Save(Path);
        Assert.Equal(["attention1.in_proj_bias [12]", "attention1.in_proj_weight [12, 4]", "attention1.out_proj.bias [4]", "attention1.out_proj.weight [4, 4]"], Tensors());
        Disturbed<WideMemoryNet>().Save(Path);
        Assert.Equal(
            [
                "attention1.in_proj_bias [12]", "attention1.k_proj_weight [4, 6]", "attention1.out_proj.bias [4]", "attention1.out_proj.weight [4, 4]", "attention1.q_proj_weight [4, 4]",
                "attention1.v_proj_weight [4, 6]",
            ],
            Tensors());
        Disturbed<SharedMemoryNet>().Save(Path);
        Assert.Contains("attention1.kv_proj_weight [4, 4]", Tensors());
    }

    [Fact]
    public void QueriesKeysAndValuesStandOneBelowTheOther()
    {
        MemoryNet network = Disturbed<MemoryNet>();
        network.Save(Path);
        Assert.Equal([.. Values(network, "attention1.q_proj_weight"), .. Values(network, "attention1.kv_proj_weight")], Read("attention1.in_proj_weight", 48));
        Assert.Equal([.. Values(network, "attention1.q_proj_bias"), .. Values(network, "attention1.kv_proj_bias")], Read("attention1.in_proj_bias", 12));
        WideMemoryNet wide = Disturbed<WideMemoryNet>();
        wide.Save(Path);
        Assert.Equal(Values(wide, "attention1.kv_proj_weight"), Read("attention1.k_proj_weight", 24).Concat(Read("attention1.v_proj_weight", 24)));
    }

    [Fact]
    public void LoadGivesBackWhatSaveWrote()
    {
        AssertLoaded<MemoryNet>();
        AssertLoaded<WideMemoryNet>();
        AssertLoaded<SharedMemoryNet>();
    }

    /// <summary>One that has each parameter under its own name.</summary>
    [Fact]
    public void AnOlderFileIsLoaded()
    {
        AssertOlderLoaded<MemoryNet>();
        AssertOlderLoaded<WideMemoryNet>();
    }

    [Fact]
    public void InitializeFromTakesEitherFile()
    {
        MemoryNet network = Disturbed<MemoryNet>();
        network.Save(Path);
        AssertTaken();
        WriteByParameters(network);
        AssertTaken();

        // Of another shape nothing is taken, and the parameters are named.
        Disturbed<WideMemoryNet>().Save(Path);
        TransferReport report = new MemoryNet().InitializeFrom(Path);
        Assert.Equal(["attention1.kv_proj_weight"], report.Missing);
        Assert.Equal(["attention1.k_proj_weight", "attention1.v_proj_weight"], report.Unused);

        void AssertTaken()
        {
            var other = new MemoryNet(seed: 9);
            TransferReport taken = other.InitializeFrom(Path);
            Assert.True(taken.IsComplete, taken.ToString());
            Assert.Equal((MemoryNet.Info.Parameters.Count, 0), (taken.Copied.Count, taken.Unused.Count));
            Assert.True(network.HasSameParameters(other));
        }
    }

    [Fact]
    public void WhatIsMissingIsToldByTheFilesNames()
    {
        MemoryNet network = Disturbed<MemoryNet>();
        List<SafetensorsEntry> entries = [.. NetworkFile.Entries(ParametersOf(network))];
        SafetensorsWriter.Write(Path, [.. entries.Where(static entry => !entry.Name.Contains("in_proj", StringComparison.Ordinal))]);
        NetworkFileException exception = Assert.Throws<NetworkFileException>(() => MemoryNet.Load(Path));
        Assert.Contains("It lacks 'attention1.in_proj_weight', 'attention1.in_proj_bias'.", exception.Message, StringComparison.Ordinal);
        SafetensorsWriter.Write(Path, [.. entries.Where(static entry => entry.Name != "attention1.in_proj_bias"), new("attention1.in_proj_bias", [11], new float[11])]);
        exception = Assert.Throws<NetworkFileException>(() => MemoryNet.Load(Path));
        Assert.Equal(NetworkFileError.ShapeMismatch, exception.Error);
        Assert.Contains("'attention1.in_proj_bias' has the shape [11] where [12] is expected", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>A parameter in two tensors, one of which the file lacks, is missing as a whole.</summary>
    [Fact]
    public void InitializeFromLeavesWhatIsNotWhole()
    {
        WideMemoryNet network = Disturbed<WideMemoryNet>();
        List<SafetensorsEntry> entries = [.. NetworkFile.Entries(ParametersOf(network))];
        SafetensorsWriter.Write(Path, [.. entries.Where(static entry => entry.Name != "attention1.v_proj_weight")]);
        TransferReport report = new WideMemoryNet().InitializeFrom(Path);
        Assert.Equal(["attention1.kv_proj_weight"], report.Missing);
        Assert.Equal(["attention1.k_proj_weight"], report.Unused);
    }

    [Fact]
    public void ACheckpointGoesOn()
    {
        var network = new MemoryNet(seed: 2);
        using Trainer<MemoryNet> trainer = network.CreateTrainer(new Adam(0.01));
        float[] target = new float[12];
        trainer.Step(s_steps, s_memory.AsSpan(0, 8), attention1: target);
        trainer.SaveCheckpoint(Path);
        var other = new MemoryNet(seed: 3);
        using Trainer<MemoryNet> second = other.CreateTrainer(new Adam(0.01));
        second.LoadCheckpoint(Path);
        Assert.True(network.HasSameParameters(other));
        Assert.True(network.HasSameParameters(MemoryNet.Load(Path)));
        trainer.Step(s_steps, s_memory.AsSpan(0, 8), attention1: target);
        second.Step(s_steps, s_memory.AsSpan(0, 8), attention1: target);
        Assert.True(network.HasSameParameters(other));
    }

    private static NetGen.Runtime.ParameterBlock ParametersOf<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork> => network.Parameters;

    private void AssertLoaded<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = Disturbed<TNetwork>();
        network.Save(Path);
        Assert.True(network.HasSameParameters(TNetwork.Load(Path)));
    }

    private void AssertOlderLoaded<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = Disturbed<TNetwork>();
        WriteByParameters(network);
        Assert.Contains(Tensors(), static tensor => tensor.Contains("kv_proj_weight", StringComparison.Ordinal));
        Assert.True(network.HasSameParameters(TNetwork.Load(Path)));
    }

    private void WriteByParameters<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
        => SafetensorsWriter.Write(Path, [.. TNetwork.Info.Parameters.Select(parameter => new SafetensorsEntry(parameter.Name, [.. parameter.Shape], Values(network, parameter.Name)))]);

    /// <summary>With a number of its own in each place.</summary>
    private static TNetwork Disturbed<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(1);
        int next = 0;
        foreach (ParameterInfo parameter in TNetwork.Info.Parameters) network.SetParameter(parameter.Name, [.. Enumerable.Range(0, parameter.Count).Select(_ => (float)next++)]);
        return network;
    }

    private static float[] Values<TNetwork>(TNetwork network, string name)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] values = new float[TNetwork.Info.Parameters.Single(parameter => parameter.Name == name).Count];
        network.CopyParameter(name, values);
        return values;
    }

    private float[] Read(string name, int count)
    {
        using SafetensorsFile file = SafetensorsFile.Open(Path);
        float[] values = new float[count];
        file.Read(name, values);
        return values;
    }

    private string[] Tensors()
    {
        using SafetensorsFile file = SafetensorsFile.Open(Path);
        return [.. file.Tensors.Select(static tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]").Order(StringComparer.Ordinal)];
    }
}
