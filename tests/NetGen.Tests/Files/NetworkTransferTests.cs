using NetGen.Files;
using NetGen.Tests.Networks;

using Xunit;

namespace NetGen.Tests.Files;

public sealed class NetworkTransferTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-transfer").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ParametersOfTheSameNameAndShapeAreCopied()
    {
        var pretrained = new TransferSource(1);
        var network = new TransferTarget(2);
        float[] head = Copy(network, "dense2.weight");
        Check(network.InitializeFrom(pretrained), pretrained, network, head);
    }

    [Fact]
    public void AFileIsReadTheSameWay()
    {
        var pretrained = new TransferSource(1);
        var network = new TransferTarget(2);
        string path = Path.Combine(_folder, "source.safetensors");
        pretrained.Save(path);
        float[] head = Copy(network, "dense2.weight");
        Check(network.InitializeFrom(path), pretrained, network, head);
    }

    [Fact]
    public void ADamagedFileChangesNothing()
    {
        string path = Path.Combine(_folder, "damaged.safetensors");
        new TransferSource(1).Save(path);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        var network = new TransferTarget(2);
        float[] before = All(network);
        Assert.Throws<NetworkFileException>(() => network.InitializeFrom(path));
        Assert.Equal(before, All(network));
    }

    [Fact]
    public void ANetworkOfTheSameClassIsCopiedWhole()
    {
        var network = new TransferSource(2);
        TransferReport report = network.InitializeFrom(new TransferSource(1));
        Assert.True(report.IsComplete);
        Assert.Equal(All(new TransferSource(1)), All(network));
        Assert.Equal("10 of 10 parameters copied", report.ToString());
    }

    [Fact]
    public void BothNetworksAreAskedFor()
    {
        var network = new TransferSource(1);
        Assert.Throws<ArgumentNullException>("network", () => ((TransferSource)null!).InitializeFrom(network));
        Assert.Throws<ArgumentNullException>("other", () => network.InitializeFrom((TransferSource)null!));
        Assert.Throws<ArgumentNullException>("network", () => ((TransferSource)null!).InitializeFrom(Path.Combine(_folder, "none")));
    }

    [Fact]
    public void AReportNamesWhatWasNotCopied()
    {
        ShapeDifference[] different = [new("c", [2, 3], [3, 2]), new("d", [1], [])];
        Assert.Equal(
            "1 of 5 parameters copied\nmissing: b, e\nof another shape: c [3, 2] instead of [2, 3], d [] instead of [1]\nnot used: x, y",
            new TransferReport(["a"], ["b", "e"], different, ["x", "y"]).ToString());
        Assert.False(new TransferReport([], ["b"], [], []).IsComplete);
        Assert.False(new TransferReport([], [], different, []).IsComplete);
        Assert.True(new TransferReport(["a"], [], [], ["x"]).IsComplete);
    }

    private static void Check(TransferReport report, TransferSource pretrained, TransferTarget network, float[] head)
    {
        Assert.Equal(["conv1.weight", "conv1.bias", "bn1.weight", "bn1.bias", "dense1.weight", "dense1.bias", "bn1.running_mean", "bn1.running_var"], report.Copied);
        Assert.Equal(["dense3.weight", "dense3.bias"], report.Missing);
        Assert.Equal(["dense2.weight [5, 12] instead of [7, 12]", "dense2.bias [5] instead of [7]"], report.Different.Select(difference => difference.ToString()));
        Assert.Empty(report.Unused);
        Assert.False(report.IsComplete);
        foreach (string name in report.Copied) Assert.Equal(Copy(pretrained, name), Copy(network, name));
        Assert.Equal(head, Copy(network, "dense2.weight"));
    }

    private static float[] All<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork> => network.Parameters.Memory.Span.ToArray();

    private static float[] Copy<TNetwork>(TNetwork network, string name)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] values = new float[TNetwork.Info.Parameters.Single(parameter => parameter.Name == name).Count];
        network.CopyParameter(name, values);
        return values;
    }
}
