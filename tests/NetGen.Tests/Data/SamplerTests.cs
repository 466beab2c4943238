using NetGen.Data;

using Xunit;

namespace NetGen.Tests.Data;

public sealed class SamplerTests
{
    private static readonly Dataset s_data = new(new float[1000], 1, [.. Enumerable.Range(0, 1000).Select(i => i < 990 ? 0 : i < 998 ? 1 : 2)], 3);

    [Fact]
    public void BalancedDrawsTakeClassesEquallyOften()
    {
        int[] counts = new int[3];
        for (int epoch = 0; epoch < 30; epoch++)
        {
            foreach (int index in Order(Sampler.Balanced, s_data, epoch)) counts[s_data.Labels[index]]++;
        }

        // 30,000 draws: a share of 1/3 has a standard deviation of 82.
        foreach (int count in counts) Assert.InRange(count, 10_000 - 400, 10_000 + 400);
        Assert.Equal(Order(Sampler.Balanced, s_data, 3), Order(Sampler.Balanced, s_data, 3));
        Assert.NotEqual(Order(Sampler.Balanced, s_data, 3), Order(Sampler.Balanced, s_data, 4));
    }

    [Fact]
    public void WeightsAreFrequenciesAndZeroIsNever()
    {
        double[] weights = [.. Enumerable.Range(0, 1000).Select(i => (double)(i % 4))];
        int[] counts = new int[4];
        for (int epoch = 0; epoch < 30; epoch++)
        {
            foreach (int index in Order(Sampler.Weighted(weights), s_data, epoch)) counts[index % 4]++;
        }

        Assert.Equal(0, counts[0]);
        for (int i = 1; i < 4; i++) Assert.InRange(counts[i], (5_000 * i) - 400, (5_000 * i) + 400);
        Assert.All(Order(Sampler.Weighted([0, 0, 1, 0]), s_data.Slice(0, 4), 0), static index => Assert.Equal(2, index));
    }

    [Fact]
    public void WhatCannotBeDrawnFromIsRefused()
    {
        Assert.Contains("weight of sample 1 is -1", Assert.Throws<ArgumentException>(() => Sampler.Weighted([0, -1])).Message, StringComparison.Ordinal);
        Assert.Contains("No sample has a weight", Assert.Throws<ArgumentException>(() => Sampler.Weighted([0, 0])).Message, StringComparison.Ordinal);
        var values = new Dataset([1], 1, [1f], 1);
        Assert.Contains("draws by label", Assert.Throws<ArgumentException>(() => Sampler.Balanced.Require(values, "samples")).Message, StringComparison.Ordinal);
        Assert.Contains("1 sample, and 2 weights", Assert.Throws<ArgumentException>(() => Sampler.Weighted([1, 2]).Require(values, "samples")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BalancedWeightsCountClassesTheSame()
    {
        float[] weights = ClassWeights.Balanced(s_data);
        Assert.Equal([1000f / (3 * 990), 1000f / (3 * 8), 1000f / (3 * 2)], weights);
        Assert.Equal([1f, 0f], ClassWeights.Balanced(new Dataset([1, 2], 1, [0, 0], 2)).Select(weight => weight * 2).ToArray());
    }

    private static int[] Order(Sampler sampler, SampleSource samples, int epoch)
    {
        int[] order = new int[samples.Count];
        sampler.Fill(samples, order, 9, epoch);
        return order;
    }
}
