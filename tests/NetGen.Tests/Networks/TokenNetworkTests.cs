using NetGen.Data;

using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>A network that reads indices: its methods take integers, and none that is out of range comes to the table.</summary>
public sealed class TokenNetworkTests
{
    private const int Places = 6;
    private readonly TokenNet _network = new(seed: 1);

    [Fact]
    public void Rows_of_the_table_are_what_indices_mean()
    {
        int[] tokens = [3, 39, 0, 3, 17, 5];
        var before = new float[2];
        _network.Forward(tokens, before);
        var table = new float[40 * 8];
        _network.CopyParameter("embedding1.weight", table);

        // Two rows exchanged, and the indices that mean them: nothing has changed.
        float[] exchanged = [.. table];
        table.AsSpan(39 * 8, 8).CopyTo(exchanged.AsSpan(0, 8));
        table.AsSpan(0, 8).CopyTo(exchanged.AsSpan(39 * 8, 8));
        _network.SetParameter("embedding1.weight", exchanged);
        var after = new float[2];
        _network.Forward([3, 0, 39, 3, 17, 5], after);
        Assert.Equal(before, after);
        _network.Forward(tokens, after);
        Assert.NotEqual(before, after);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(40)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void An_index_that_is_out_of_range_is_told_with_its_place(int wrong)
    {
        int[] tokens = [1, 2, 3, 4, 5, 6, 1, 2, wrong, 4, 5, 6];
        string expected = $"The index at place 2 of sample 1 in tokens is {wrong}; expected 0 to 39.";
        using Trainer<TokenNet> trainer = _network.CreateTrainer(new Sgd(0.1));
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => _network.Forward(tokens, new float[4])).Message, StringComparison.Ordinal);
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => _network.Predict(tokens, new float[4])).Message, StringComparison.Ordinal);
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => trainer.Step(tokens, [0, 1])).Message, StringComparison.Ordinal);
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => TokenNet.CreateDataset(tokens, [0, 1])).Message, StringComparison.Ordinal);
    }

    /// <summary>The interface's own methods take rows as they are.</summary>
    [Fact]
    public void Rows_that_nobody_has_checked_do_not_reach_beyond_the_table()
    {
        INetwork<TokenNet> network = _network;
        float[] rows = new float[Places];
        rows[4] = BitConverter.Int32BitsToSingle(1_000_000_000);
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => network.Forward(rows, new float[2]));
        Assert.Contains("An index is 1000000000; expected 0 to 39.", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>What matters is whether token 7 is there: nothing but the table can tell it from others.</summary>
    [Fact]
    public void Training_finds_which_token_matters()
    {
        var random = new SeededRandom(5);
        const int Samples = 400;
        int[] tokens = [.. Enumerable.Range(0, Samples * Places).Select(_ => random.Next(12))];
        int[] labels = [.. Enumerable.Range(0, Samples).Select(sample => tokens.AsSpan(sample * Places, Places).Contains(7) ? 1 : 0)];
        Dataset data = TokenNet.CreateDataset(tokens, labels);
        using Trainer<TokenNet> trainer = _network.CreateTrainer(new Adam(0.01));
        trainer.Fit(data, new FitOptions { Epochs = 30, BatchSize = 20 });
        Assert.True(_network.Evaluate(data).Accuracy > 0.98);
    }
}
