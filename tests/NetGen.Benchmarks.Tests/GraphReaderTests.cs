using NetGen.Benchmarks.Graphs;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Works;

using Xunit;

namespace NetGen.Benchmarks.Tests;

public sealed class GraphReaderTests
{
    public static TheoryData<string> Works => [.. WorkCatalog.All.Select(static work => work.Name)];

    [Theory]
    [MemberData(nameof(Works))]
    public void EveryWorkIsKnownToThePeersWithAllOfItsParameters(string name)
    {
        Work work = WorkCatalog.Find(name);
        IEnumerable<string> used = work.Graph.Layers.SelectMany(static layer => layer.Parameters);
        Assert.Equal(work.Info.Parameters.Select(static parameter => parameter.Name).Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
        Assert.All(work.Graph.Layers.Select(static (layer, index) => (layer, index)), static pair => Assert.All(pair.layer.Inputs, input => Assert.InRange(input, 0, pair.index)));
    }

    [Fact]
    public void AnOddPixelOfPaddingGoesToTheEnd()
    {
        var convolution = Assert.IsType<ConvolutionLayer>(GraphReader.Read(typeof(ConvStrided), ConvStrided.Info).Layers[0]);
        Assert.Equal(new Window(3, 3, 2, 2, Top: 0, Left: 0, Bottom: 1, Right: 1), convolution.Window);
    }

    [Fact]
    public void WorkWithPaddingIsNotUseful()
    {
        // Along each axis 28 x 3 taps, of which the first and the last pixel miss one.
        Assert.Equal((28L * 3 - 2) * (28 * 3 - 2) * 64 * 64, GraphReader.Read(typeof(Conv3X3), Conv3X3.Info).UsefulMultiplyAdds);
        Assert.Equal(1024L * 1024, GraphReader.Read(typeof(Dense1024), Dense1024.Info).UsefulMultiplyAdds);
        Assert.Equal((28L * 3 - 2) * (28 * 3 - 2) * 64, GraphReader.Read(typeof(ConvDepthwise), ConvDepthwise.Info).UsefulMultiplyAdds);
    }

    [Fact]
    public void WinogradIsCountedByItsOwnMultiplications() =>
        Assert.Equal(7L * 7 * 6 * 6 * 64 * 64, GraphReader.Read(typeof(Conv3X3Winograd), Conv3X3Winograd.Info).UsefulMultiplyAdds);

    [Fact]
    public void AResidualBlockAddsItsInputOrTheProjectionOfIt()
    {
        IReadOnlyList<GraphLayer> layers = GraphReader.Read(typeof(ResNet20), ResNet20.Info).Layers;
        AddLayer[] sums = [.. layers.OfType<AddLayer>()];
        Assert.Equal(9, sums.Length);

        // conv1, relu1, then conv, relu, conv of the branch: values 3, 4, 5; the sum reads the branch and relu1.
        Assert.Equal([5, 2], sums[0].Inputs);

        // The fourth block halves the image: its sum reads the projection, which lies directly above it and reads the block's input.
        Assert.Equal([sums[3].Inputs[0], sums[3].Inputs[0] + 1], sums[3].Inputs);
        var projection = Assert.IsType<ConvolutionLayer>(layers[sums[3].Inputs[1] - 1]);
        Assert.Null(projection.Bias);
        Assert.Equal(new Window(1, 1, 2, 2, 0, 0, 0, 0), projection.Window);
        Assert.Equal([sums[3].Inputs[0] - 3], projection.Inputs);
    }

    [Fact]
    public void ChannelsComeFirst()
    {
        NetworkGraph graph = GraphReader.Read(typeof(ConvThreeChannels), ConvThreeChannels.Info);
        Assert.Equal([3, 32, 32], graph.InputShape);
        Assert.Equal([32, 32, 32], graph.OutputShape);
    }

    [Fact]
    public void AnUnknownLayerIsRefused() =>
        Assert.Throws<NotSupportedException>(static () => GraphReader.Read(typeof(WithSigmoid), Xor.Info));

    [Fact]
    public void AnotherOrderThanTheGeneratorsIsRefused() =>
        Assert.Throws<InvalidOperationException>(static () => GraphReader.Read(typeof(RectifiedFirst), Xor.Info));

    [Block]
    [Sigmoid]
    private sealed class WithSigmoid;

    [Block]
    [ReLU]
    private sealed class RectifiedFirst;
}
