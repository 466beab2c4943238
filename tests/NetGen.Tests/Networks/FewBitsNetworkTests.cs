using NetGen.Files;
using NetGen.Runtime;
using NetGen.Tests.Files;

using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>What a network that has weights in fewer bits holds, saves and loads, and when it has floats besides.</summary>
public sealed class FewBitsNetworkTests : IDisposable
{
    // 66 inputs of 65 outputs in panels of 16.
    private const int Masters = 66 * 80;

    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.Combine("weights.safetensors");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void ItsDescriptionSaysWhichWeightsHaveFewerBits()
    {
        Assert.Equal("dense1.weight", Assert.Single(FewBitsNet.Info.Parameters, parameter => parameter.Precision != WeightPrecision.Float32).Name);
        Assert.Equal(Masters, FewBitsNet.Info.MasterSize);
        Assert.Equal(ManyBitsNet.Info.Parameters.Select(parameter => parameter.Name), FewBitsNet.Info.Parameters.Select(parameter => parameter.Name));
    }

    [Fact]
    public void SeedsGiveTheSameParametersAsInFloats()
    {
        var (few, many) = (new FewBitsNet(7), new ManyBitsNet(7));
        foreach (ParameterInfo parameter in FewBitsNet.Info.Parameters) Assert.Equal(Values(many, parameter.Name), Values(few, parameter.Name));
    }

    [Fact]
    public void FilesHaveTheBitsOfInference()
    {
        FewBitsNet network = Saved();
        using SafetensorsFile file = SafetensorsFile.Open(Path);
        Assert.Equal(
            FewBitsNet.Info.Parameters.ToDictionary(
                parameter => parameter.Name, parameter => parameter.Name == "dense1.weight" ? SafetensorsType.BF16 : SafetensorsType.F32),
            file.Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Type));
        Assert.True(file.TryGetTensor("dense1.weight", out SafetensorsTensor? weight));
        Assert.Equal(2 * 65 * 66, weight.End - weight.Begin);
        Assert.Equal(network.Summary().Memory.File, file.Tensors.Sum(tensor => tensor.End - tensor.Begin));
    }

    [Fact]
    public void ALoadedNetworkHoldsNoFloatsOfThem()
    {
        FewBitsNet network = Saved();
        FewBitsNet loaded = FewBitsNet.Load(Path);
        Assert.Equal(4 * Masters, network.Summary().Memory.Parameters - loaded.Summary().Memory.Parameters);
        Assert.Equal(Outputs(network), Outputs(loaded));
        using var stream = new MemoryStream();
        loaded.Save(stream);
        Assert.Equal(File.ReadAllBytes(Path), stream.ToArray());
        Assert.False(Block(loaded).HoldsMasters);
    }

    [Theory]
    [InlineData("InFloats")]
    [InlineData("InFewBits")]
    public void EitherLoadsTheFileOfTheOther(string saved)
    {
        if (saved == "InFloats") new ManyBitsNet(2).Save(Path);
        else Saved();
        FewBitsNet few = FewBitsNet.Load(Path);
        ManyBitsNet many = ManyBitsNet.Load(Path);
        foreach (ParameterInfo parameter in FewBitsNet.Info.Parameters)
        {
            float[] expected = Values(many, parameter.Name);
            if (parameter.Precision == WeightPrecision.BFloat16) expected = Array.ConvertAll(expected, Rounded);
            Assert.Equal(expected, Values(few, parameter.Name));
        }
    }

    [Fact]
    public void ACopyHoldsWhatItsOriginalHolds()
    {
        FewBitsNet network = Saved();
        FewBitsNet loaded = FewBitsNet.Load(Path);
        FewBitsNet copy = loaded.Clone();
        Assert.True(copy.HasSameParameters(loaded));
        Assert.False(Block(copy).HoldsMasters);
        Assert.Equal(Outputs(network), Outputs(copy));
        copy.SetParameter("dense1.weight", Values(new ManyBitsNet(9), "dense1.weight"));
        Assert.False(copy.HasSameParameters(loaded));
        Assert.Equal(Outputs(network), Outputs(loaded));
        Assert.True(network.Clone().HasSameParameters(network));
        Assert.False(network.HasSameParameters(loaded));
    }

    /// <summary>In 8 bits a file has whole numbers, and their scales beside them, of which the weights are the products.</summary>
    [Fact]
    public void FilesHaveWholeNumbersAndScales()
    {
        var network = new FewestBitsNet(1);
        network.SetParameter("dense1.weight", [.. Values(network, "dense1.weight").Select((value, index) => index < 66 ? 0 : value)]);
        network.Save(Path);
        FewestBitsNet loaded = FewestBitsNet.Load(Path);
        using SafetensorsFile file = SafetensorsFile.Open(Path);
        Assert.Equal(network.Summary().Memory.File, file.Tensors.Sum(tensor => tensor.End - tensor.Begin));
        byte[] numbers = new byte[65 * 66];
        float[] scales = new float[65];
        file.ReadBytes("dense1.weight", numbers);
        file.Read("dense1.weight_scale", [65, 1], scales);
        float[] weights = Values(network, "dense1.weight");
        float[] rounded = Values(loaded, "dense1.weight");
        for (int i = 0; i < weights.Length; i++)
        {
            Assert.Equal((sbyte)numbers[i] * scales[i / 66], rounded[i]);
            Assert.True(Math.Abs(weights[i] - rounded[i]) <= 0.5001 * scales[i / 66]);
        }

        for (int row = 0; row < 65; row++) Assert.Equal(row == 0 ? 0 : 127, numbers.AsSpan(row * 66, 66).ToArray().Max(number => Math.Abs((int)(sbyte)number)));

        // Once rounded, weights stay as they are; in floats they are the same.
        using var stream = new MemoryStream();
        loaded.Save(stream);
        Assert.Equal(File.ReadAllBytes(Path), stream.ToArray());
        Assert.Equal(rounded, Values(ManyBitsNet.Load(Path), "dense1.weight"));
        ManyBitsNet.Load(Path).Save(Path);
        Assert.True(FewestBitsNet.Load(Path).HasSameParameters(loaded));
        Assert.Equal(4L * 66 * 80, network.Summary().Memory.Parameters - loaded.Summary().Memory.Parameters);
    }

    [Fact]
    public void WholeNumbersWithoutTheirScalesAreRefused()
    {
        new FewestBitsNet(1).Save(Path);
        using SafetensorsFile file = SafetensorsFile.Open(Path);
        SafetensorsEntry[] entries =
        [
            .. file.Tensors.Where(tensor => tensor.Type != SafetensorsType.I8 && !tensor.Name.EndsWith("_scale", StringComparison.Ordinal))
                .Select(tensor => new SafetensorsEntry(tensor.Name, [.. tensor.Shape.Select(extent => (int)extent)], values => file.Read(tensor.Name, values))),
            new("dense1.weight", [65, 66], values => values.Fill(1)) { Type = SafetensorsType.I8 },
        ];
        string other = _directory.Combine("other.safetensors");
        SafetensorsWriter.Write(other, entries);
        Assert.Equal(NetworkFileError.UnsupportedElementType, Assert.Throws<NetworkFileException>(() => FewestBitsNet.Load(other)).Error);
        SafetensorsWriter.Write(other, [.. entries, new("dense1.weight_scale", [65], values => values.Fill(1))]);
        Assert.Equal(NetworkFileError.ShapeMismatch, Assert.Throws<NetworkFileException>(() => FewestBitsNet.Load(other)).Error);

        // As many numbers, but of the other way round.
        entries[^1] = new("dense1.weight", [66, 65], values => values.Fill(1)) { Type = SafetensorsType.I8 };
        SafetensorsWriter.Write(other, [.. entries, new("dense1.weight_scale", [65, 1], values => values.Fill(1))]);
        Assert.Equal(NetworkFileError.ShapeMismatch, Assert.Throws<NetworkFileException>(() => FewestBitsNet.Load(other)).Error);
    }

    /// <summary>What a trainer makes of floats, a checkpoint has in floats.</summary>
    [Fact]
    public void CheckpointsLoseNothing()
    {
        var network = new FewBitsNet(3);
        string checkpoint = _directory.Combine("checkpoint.safetensors");
        using (Trainer<FewBitsNet> trainer = network.CreateTrainer(new Adam()))
        {
            trainer.Step(Inputs(4), [0, 1, 2, 0]);
            trainer.SaveCheckpoint(checkpoint);
        }

        var resumed = new FewBitsNet(4);
        using Trainer<FewBitsNet> other = resumed.CreateTrainer(new Adam());
        other.LoadCheckpoint(checkpoint);
        Assert.True(resumed.HasSameParameters(network));
        Assert.NotEqual(Values(network, "dense1.weight"), Array.ConvertAll(Values(network, "dense1.weight"), Rounded));
    }

    /// <summary>While others ask it, a loaded network gets a trainer, and with it floats.</summary>
    [Fact]
    public void FloatsComeWhileOthersAsk()
    {
        Saved();
        for (int turn = 0; turn < 20; turn++)
        {
            FewBitsNet loaded = FewBitsNet.Load(Path);
            float[] expected = Outputs(FewBitsNet.Load(Path));
            Parallel.For(0, 8, number =>
            {
                if (number == 4) _ = Block(loaded).Trained.Length;
                else Assert.Equal(expected, Outputs(loaded));
            });
            Assert.True(Block(loaded).HoldsMasters);
            Assert.Equal(expected, Outputs(loaded));
        }
    }

    private static ParameterBlock Block(FewBitsNet network) => ((INetwork<FewBitsNet>)network).Parameters;

    private static float Rounded(float value)
    {
        ushort[] half = new ushort[1];
        NarrowWeights.RoundToBFloat16([value], half);
        return BitConverter.UInt32BitsToSingle((uint)half[0] << 16);
    }

    private static float[] Values<TNetwork>(TNetwork network, string name)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] values = new float[TNetwork.Info.Parameters.Single(parameter => parameter.Name == name).Count];
        network.CopyParameter(name, values);
        return values;
    }

    private static float[] Inputs(int samples)
    {
        var random = new SeededRandom(1);
        return [.. Enumerable.Range(0, samples * 66).Select(_ => (float)random.NextDouble())];
    }

    private static float[] Outputs(FewBitsNet network)
    {
        float[] outputs = new float[2 * 3];
        network.Forward(Inputs(2), outputs);
        return outputs;
    }

    private FewBitsNet Saved()
    {
        var network = new FewBitsNet(1);
        network.Save(Path);
        return network;
    }
}
