using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Data;

public sealed class DatasetTests
{
    [Fact]
    public void LabelsAreChecked()
    {
        var data = new Dataset([1, 2, 3, 4, 5, 6], 2, [0, 2, 1], 3);
        Assert.Equal((3, 2, 3, 0, true), (data.Count, data.InputSize, data.Classes, data.TargetSize, data.HasLabels));
        Assert.Equal([3f, 4f], data.Input(1).ToArray());
        Assert.True(data.Targets.IsEmpty);
        Assert.Contains("Label 1 is 3; expected 0 to 2.", Assert.Throws<ArgumentException>(() => new Dataset([1, 2], 1, [0, 3], 3)).Message, StringComparison.Ordinal);
        Assert.Contains("Label 0 is -1", Assert.Throws<ArgumentException>(() => new Dataset([1], 1, [-1], 3)).Message, StringComparison.Ordinal);
        Assert.Contains("2 samples, but 1 label", Assert.Throws<ArgumentException>(() => new Dataset([1, 2], 1, [0], 3)).Message, StringComparison.Ordinal);
        Assert.Contains("3 values are no whole number of samples of 2", Assert.Throws<ArgumentException>(() => new Dataset([1, 2, 3], 2, [0], 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dataset([], 0, Array.Empty<int>(), 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dataset([], 1, Array.Empty<int>(), 0));
    }

    [Fact]
    public void TargetsAreChecked()
    {
        var data = new Dataset([1, 2], 1, [10f, 11f, 20f, 21f], 2);
        Assert.Equal((2, 0, 2, false), (data.Count, data.Classes, data.TargetSize, data.HasLabels));
        Assert.Equal([20f, 21f], data.Target(1).ToArray());
        Assert.True(data.Labels.IsEmpty);
        Assert.Contains("2 samples of 2 targets need 4 values, but there are 3", Assert.Throws<ArgumentException>(() => new Dataset([1, 2], 1, [1f, 2f, 3f], 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dataset([1], 1, Array.Empty<float>(), 0));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(1 << 30)] // times 8 and 4: 0 after overflow
    public void AnIndexOutsideIsRefusedAndNotTakenForAnother(int index)
    {
        var data = new Dataset(new float[24], 8, new float[12], 4);
        Assert.Throws<ArgumentOutOfRangeException>(nameof(index), () => data.Input(index).Length);
        Assert.Throws<ArgumentOutOfRangeException>(nameof(index), () => data.Target(index).Length);
    }

    [Fact]
    public void SlicesShareTheMemory()
    {
        float[] inputs = [1, 2, 3, 4, 5, 6];
        Dataset slice = new Dataset(inputs, 2, [0, 1, 2], 3).Slice(1, 2).Slice(1, 1);
        Assert.Equal([5f, 6f], slice.Inputs.ToArray());
        Assert.Equal([2], slice.Labels.ToArray());
        inputs[4] = 50;
        Assert.Equal(50, slice.Input(0)[0]);
        Assert.Equal([3f, 4f], new Dataset([1, 2], 1, [1f, 2f, 3f, 4f], 2).Slice(1, 1).Targets.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => slice.Slice(0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => slice.Slice(2, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => slice.Slice(-1, 1));
        Assert.Equal(0, slice.Slice(1, 0).Count);
    }
}
