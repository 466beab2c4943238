using NetGen.Generator.Layers;
using NetGen.Generator.Operations;
using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Generator.Tests.Planning;

/// <summary>Streams of random numbers: no two of a network's layers draw from the same, whatever their number.</summary>
public sealed class StreamTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(2040)]
    [InlineData(4095)]
    public void Every_layer_and_direction_draws_from_a_stream_of_its_own(int layers)
    {
        NetworkModel model = Declared.Model(
            $"""
            [Network(2, 3)] [GRU(2, Bidirectional = true, RecurrentDropout = 0.1)] [LSTM(2, Bidirectional = true, RecurrentDropout = 0.1)] [Use<Part>(Repeat = {layers - 3})]
            [SimpleRNN(2, Bidirectional = true, RecurrentDropout = 0.1)] [MeanSquaredError] partial class TestNet;
            [Block] [Dropout(0.1)] class Part;
            """);
        int[] streams = [.. OperationBuilder.Lower(model).Operations.SelectMany(placed => StreamsOf(placed.Operation))];
        Assert.Equal(layers + 3, streams.Length);
        Assert.Equal(streams.Length, streams.Distinct().Count());
        Assert.All(streams, stream => Assert.InRange(stream, 0, 8191));
    }

    /// <summary>What a checkpoint goes on with: the numbers that networks of up to 2,048 layers have always drawn.</summary>
    [Fact]
    public void The_second_direction_of_few_layers_counts_from_the_last()
    {
        NetworkModel model = Declared.Model("[Network(2, 3)] [Dense(3)] [GRU(2, Bidirectional = true, RecurrentDropout = 0.1)] [MeanSquaredError] partial class TestNet;");
        Assert.Equal([1, 4094], OperationBuilder.Lower(model).Operations.SelectMany(placed => StreamsOf(placed.Operation)));
    }

    private static int[] StreamsOf(Operation operation) => operation switch
    {
        RandomMap map => [map.Stream],
        Scan { Dropout: { } dropout } => [dropout.Stream],
        _ => [],
    };
}
