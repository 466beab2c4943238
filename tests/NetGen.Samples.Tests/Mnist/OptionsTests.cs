using MnistSample;
using Xunit;

namespace NetGen.Samples.Tests.Mnist;

public sealed class OptionsTests
{
    [Fact]
    public void DrawnDigitsNeedFewPasses() => Assert.Equal(Digits.DrawnEpochs, new Options().EpochsToRun);

    [Theory]
    [InlineData("directory", false)]
    [InlineData(null, true)]
    public void MnistTakesFourPasses(string? data, bool download)
    {
        var options = new Options { Data = data, Download = download };
        Assert.True(options.IsMnist);
        Assert.Equal(4, options.EpochsToRun);
    }

    [Fact]
    public void LoadedParametersAreOnlyTested() => Assert.Equal(0, new Options { Load = "file", Data = "directory" }.EpochsToRun);

    [Theory]
    [InlineData(null)]
    [InlineData("file")]
    public void WhatIsAskedForGoesFirst(string? load) => Assert.Equal(7, new Options { Load = load, Epochs = 7 }.EpochsToRun);
}
