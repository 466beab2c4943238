using NetGen.Tests.Networks;

using Xunit;

namespace NetGen.Tests.Training;

/// <summary>The row of an index that is padding: zeros from the beginning, and nothing moves it.</summary>
public sealed class PaddingIndexTests
{
    private const int Features = 5;
    private const int Mask = 3;
    private static readonly int[] s_tokens = [1, 2, 5, Mask, Mask, Mask, 7, 19, 0, 4, Mask, Mask, 6, 6, 2, 1, 8, 9];

    public static TheoryData<string> Optimizers => EveryOptimizer.Names;

    [Fact]
    public void Its_row_begins_with_zeros_whatever_the_initialiser()
    {
        float[] table = Table(new PaddedTokenNet(seed: 5));
        Assert.All(RowsOf(table), row => Assert.Equal(row.Index == Mask, row.Values.All(value => value == 0)));
        Assert.All(table, value => Assert.InRange(value, -0.3f, 0.5f));
    }

    /// <summary>All with momentum and weight decay, where they have it.</summary>
    [Theory]
    [MemberData(nameof(Optimizers))]
    public void No_optimiser_moves_it(string name)
    {
        var network = new PaddedTokenNet(seed: 5);
        float[] before = Table(network);
        using Trainer<PaddedTokenNet> trainer = network.CreateTrainer(EveryOptimizer.Create(name), new TrainerOptions { Average = WeightAverage.Exponential(0.5), AccumulateSteps = 2, ClipNorm = 1 });
        for (int step = 0; step < 8; step++) trainer.Step(s_tokens, [0, 1, 1]);
        float[] after = Table(network);
        Assert.All(after.AsSpan(Mask * Features, Features).ToArray(), value => Assert.Equal(0f, value));
        Assert.NotEqual(before.AsSpan(0, Features).ToArray(), after.AsSpan(0, Features).ToArray());
    }

    [Fact]
    public void It_has_no_gradient_and_is_read_as_it_is()
    {
        var network = new PaddedTokenNet(seed: 5);
        float[] table = Table(network);
        var output = new float[2];
        network.Forward([Mask, Mask, Mask, Mask, Mask, Mask], output);
        var bias = new float[2];
        network.CopyParameter("output.bias", bias);
        Assert.Equal(bias, output);

        // What somebody else has trained there counts, as in PyTorch.
        table.AsSpan(Mask * Features, Features).Fill(1f);
        network.SetParameter("embedding1.weight", table);
        network.Forward([Mask, Mask, Mask, Mask, Mask, Mask], output);
        Assert.NotEqual(bias, output);
        using Trainer<PaddedTokenNet> trainer = network.CreateTrainer(new Sgd(0.1));
        trainer.ComputeGradients(s_tokens, [0, 1, 1]);
        var gradient = new float[table.Length];
        trainer.CopyGradient("embedding1.weight", gradient);
        Assert.Equal([0, 1, 2, 4, 5, 6, 7, 8, 9, 19], RowsOf(gradient).Where(row => row.Values.Any(value => value != 0)).Select(row => row.Index));
    }

    private static float[] Table(PaddedTokenNet network)
    {
        var table = new float[20 * Features];
        network.CopyParameter("embedding1.weight", table);
        return table;
    }

    private static IEnumerable<(int Index, float[] Values)> RowsOf(float[] table) => table.Chunk(Features).Select((row, index) => (index, row));
}
