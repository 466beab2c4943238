using Xunit;

namespace NetGen.Images.Tests;

#pragma warning disable format // one line per layer
/// <summary>Filters in colour, and filters of many channels.</summary>
[Network(6, 6, 3)]
[Conv2D(5, 2)] [ReLU]
[Conv2D(2, 3)]
[Flatten]
[Dense(2)]
[MeanSquaredError]
public sealed partial class ColourNet;
#pragma warning restore format

public sealed class ImageGridTests
{
    private readonly ColourNet _network = new(seed: 1);

    /// <summary>5 filters of 2x2 pixels in 3 columns and 2 rows, with lines between and around.</summary>
    [Fact]
    public void FiltersOfThreeChannelsAreColourful()
    {
        float[] weights = Weights("conv1.weight");
        ImageGrid grid = _network.FilterGrid("conv1");
        Assert.Equal((7, 10, 3), (grid.Height, grid.Width, grid.Channels));
        for (int filter = 0; filter < 5; filter++)
        {
            float largest = weights[(filter * 12)..((filter + 1) * 12)].Max(Math.Abs);
            for (int place = 0; place < 12; place++)
            {
                (int channel, int row, int column) = (place / 4, place / 2 % 2, place % 2);
                int y = (filter / 3 * 3) + 1 + row;
                int x = (filter % 3 * 3) + 1 + column;
                Assert.Equal(0.5f + (weights[(filter * 12) + place] / (2 * largest)), grid.Pixels[(((y * 10) + x) * 3) + channel], 1e-6f);
            }
        }

        Assert.All(Enumerable.Range(0, 30), place => Assert.Equal(0, grid.Pixels[place]));
        Assert.All(Enumerable.Range(0, 7), row => Assert.Equal(0, grid.Pixels[((row * 10) + 3) * 3]));
    }

    [Fact]
    public void FiltersOfManyChannelsAreRows()
    {
        float[] weights = Weights("conv2.weight");
        ImageGrid grid = _network.FilterGrid("conv2", ImageScale.Range, isShared: true);
        Assert.Equal((9, 21, 1), (grid.Height, grid.Width, grid.Channels));
        (float low, float high) = (weights.Min(), weights.Max());
        for (int index = 0; index < weights.Length; index++)
        {
            (int filter, int channel, int row, int column) = (index / 45, index / 9 % 5, index / 3 % 3, index % 3);
            Assert.Equal((weights[index] - low) / (high - low), grid.Pixels[(((filter * 4) + 1 + row) * 21) + (channel * 4) + 1 + column], 1e-6f);
        }
    }

    [Fact]
    public void FeatureMapsAreThoseOfTheProbe()
    {
        float[] inputs = [.. Enumerable.Range(0, 216).Select(index => MathF.Sin(1.3f * index))];
        NetworkProbe probe = _network.Probe(inputs);
        Assert.Equal([5, 5, 5], probe.ShapeOf("relu1"));
        ImageGrid grid = probe.FeatureMapGrid("relu1", sample: 1);
        Assert.Equal((13, 19, 1), (grid.Height, grid.Width, grid.Channels));
        float[] map = probe.FeatureMap("relu1", 1, 4);
        for (int place = 0; place < 25; place++) Assert.Equal((map[place] - map.Min()) / (map.Max() - map.Min()), grid.Pixels[((7 + (place / 5)) * 19) + 7 + (place % 5)], 1e-6f);
        Assert.Contains("no image", Assert.Throws<ArgumentException>("layer", () => probe.FeatureMapGrid("dense1", 0)).Message, StringComparison.Ordinal);
    }

    /// <summary>What does not vary has nothing to be black or white by.</summary>
    [Fact]
    public void AFilterOfZerosIsGrey()
    {
        _network.SetParameter("conv1.weight", new float[60]);
        Assert.Equal(0.5f, _network.FilterGrid("conv1").Pixels[(10 + 1) * 3]);
        Assert.Equal(0.5f, _network.FilterGrid("conv1", ImageScale.Range, isShared: true).Pixels[(10 + 1) * 3]);
    }

    [Fact]
    public void GridsAreWrittenAsPictures()
    {
        string path = Path.Combine(Path.GetTempPath(), $"netgen-grid-{Guid.NewGuid():N}.png");
        try
        {
            ImageGrid grid = _network.FilterGrid("conv1");
            grid.WritePng(path, scale: 2);
            Assert.Equal(grid.ToPng(2), File.ReadAllBytes(path));
            float[] read = ImageFile.Read(path, 14, 20);
            for (int row = 0; row < 14; row++)
            {
                for (int column = 0; column < 20; column++) Assert.Equal(grid.Pixels[(((row / 2 * 10) + (column / 2)) * 3) + 1], read[(((row * 20) + column) * 3) + 1], 0.003f);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void WhatHasNoKernelsIsRefused()
    {
        Assert.Contains("made of no kernels", Assert.Throws<ArgumentException>("layer", () => _network.FilterGrid("dense1")).Message, StringComparison.Ordinal);
        Assert.Contains("its parameters are conv1.weight, conv1.bias", Assert.Throws<ArgumentException>("layer", () => _network.FilterGrid("conv3")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => _network.FilterGrid("conv1").ToPng(0));
    }

    private float[] Weights(string name)
    {
        float[] weights = new float[ColourNet.Info.Parameters.Single(parameter => parameter.Name == name).Count];
        _network.CopyParameter(name, weights);
        return weights;
    }
}
