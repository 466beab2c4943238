using NetGen.Data;

using Xunit;

namespace NetGen.Tests.Data;

public sealed class SampleSplittingTests
{
    // Class 2 is rare; each input is its index.
    private static readonly Dataset s_data = new([.. Enumerable.Range(0, 1000).Select(i => (float)i)], 1, [.. Enumerable.Range(0, 1000).Select(i => i % 50 == 0 ? 2 : i % 2)], 3);

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.333)]
    public void EverySampleIsInOnePartAndClassesHaveTheirShares(double share)
    {
        (SampleSource first, SampleSource second) = s_data.Split(share, seed: 4);
        Assert.Equal((int)Math.Round(1000 * share), first.Count);
        Assert.Equal(Enumerable.Range(0, 1000), Indices(first).Concat(Indices(second)).Order());
        for (int label = 0; label < 3; label++)
        {
            int all = s_data.Labels.ToArray().Count(other => other == label);
            Assert.Equal(all * share, Labels(first).Count(other => other == label), 1.0);
        }

        Assert.Equal(Indices(first), Indices(s_data.Split(share, seed: 4).First));
        Assert.NotEqual(Indices(first), Indices(s_data.Split(share, seed: 5).First));
    }

    [Fact]
    public void WithoutStrataTheWholeIsDivided()
    {
        (SampleSource first, SampleSource second) = s_data.Split(0.5, stratified: false);
        Assert.Equal((500, 500), (first.Count, second.Count));
        Assert.NotEqual(Indices(first), Indices(s_data.Split(0.5).First));
        Assert.Throws<ArgumentOutOfRangeException>("share", () => s_data.Split(1));
        Assert.Throws<ArgumentOutOfRangeException>("share", () => s_data.Split(double.NaN));
    }

    [Fact]
    public void EachSampleIsTestedOnceInACrossValidation()
    {
        IReadOnlyList<(SampleSource Train, SampleSource Test)> folds = s_data.Folds(7, seed: 1);
        Assert.Equal(Enumerable.Range(0, 1000), folds.SelectMany(fold => Indices(fold.Test)).Order());
        foreach ((SampleSource train, SampleSource test) in folds)
        {
            Assert.Equal(Enumerable.Range(0, 1000), Indices(train).Concat(Indices(test)).Order());
            Assert.Equal(20 / 7.0, Labels(test).Count(static label => label == 2), 1.0);
        }

        Assert.Throws<ArgumentOutOfRangeException>("folds", () => s_data.Folds(1));
        Assert.Throws<ArgumentOutOfRangeException>("folds", () => s_data.Slice(0, 3).Folds(4));
    }

    [Fact]
    public void PartsOfPartsAndRepetitionsAreSamplesToo()
    {
        SampleSource chosen = s_data.Select([7, 7, 3]).Slice(1, 2);
        Assert.Equal([7, 3], Indices(chosen));
        Assert.Equal([1, 1], Labels(chosen));
        Assert.Contains("no sample 1000", Assert.Throws<ArgumentException>(() => s_data.Select([1000])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => chosen.Slice(1, 2));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => chosen.LabelOf(2));
    }

    [Fact]
    public void WeightsStayWithTheirSamples()
    {
        float[] weights = [.. Enumerable.Range(0, 1000).Select(i => i / 10f)];
        SampleSource part = s_data.WithWeights(weights).Split(0.1, seed: 2).First;
        Assert.True(part.HasWeights);
        foreach (Sample sample in Samples.Of(part)) Assert.Equal(sample.Input[0] / 10f, sample.Weight);
        Assert.Contains("weight of sample 1 is NaN", Assert.Throws<ArgumentException>(() => s_data.Slice(0, 2).WithWeights([1, float.NaN])).Message, StringComparison.Ordinal);
        Assert.Contains("2 samples, but 1 weight", Assert.Throws<ArgumentException>(() => s_data.Slice(0, 2).WithWeights([1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APartBecomesADatasetOfItsOwn()
    {
        SampleSource part = s_data.WithWeights([.. Enumerable.Range(0, 1000).Select(static i => (float)i)]).Select([5, 3]);
        Dataset copy = part.ToDataset();
        Assert.Equal([5f, 3f], copy.Inputs.ToArray());
        Assert.Equal([1, 1], copy.Labels.ToArray());
        Assert.Equal([5f, 3f], copy.Weights.ToArray());
        Assert.Same(s_data, s_data.ToDataset());
        Assert.Equal([8f], new Dataset([1, 2], 1, [7f, 8f], 1).Slice(1, 1).Select([0]).ToDataset().Targets.ToArray());
    }

    private static IEnumerable<int> Indices(SampleSource source) => Samples.Of(source).Select(static sample => (int)sample.Input[0]);

    private static IEnumerable<int> Labels(SampleSource source) => Enumerable.Range(0, source.Count).Select(source.LabelOf);
}
