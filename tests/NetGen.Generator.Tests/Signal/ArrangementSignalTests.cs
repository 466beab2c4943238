using NetGen.Generator.Prediction;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Signal;

/// <summary>Layers that only move values, in front of layers whose prediction depends on where values stand.</summary>
public sealed class ArrangementSignalTests
{
    private const string Image = "[Network(9, 7, 3, InputStd = 2, InputCorrelation = 0.8)] ";

    /// <summary>A convolution sees the same of an image padded before as of one that it pads itself.</summary>
    [Theory]
    [InlineData("[Conv2D(8, 3, Padding = Padding.Same)] [ReLU] [Conv2D(8, 3, Padding = Padding.Same)]", "[ZeroPadding2D(1)] [Conv2D(8, 3)] [ReLU] [ZeroPadding2D(1)] [Conv2D(8, 3)]")]
    [InlineData("[Conv2D(8, 5, Stride = 2, PaddingSize = 2)]", "[ZeroPadding2D(2)] [Conv2D(8, 5, Stride = 2)]")]
    public void Padding_before_a_convolution_is_its_own_padding(string inside, string before)
    {
        LayerSignal expected = Last(inside);
        LayerSignal padded = Last(before);
        Assert.Equal(expected.Std, padded.Std, 1e-9);
        Assert.Equal(expected.Mean, padded.Mean, 1e-9);
    }

    /// <summary>Of all pairs of pixels as many are alike as were, wherever they stand now; of images that are small enough for a table of all distances.</summary>
    [Theory]
    [InlineData("[Cropping2D(2)] [GlobalAveragePool2D]", "[Cropping2D(2)] [UpSampling2D(2)] [GlobalAveragePool2D]")]
    [InlineData("[GlobalAveragePool2D]", "[Permute(2, 1, 3)] [GlobalAveragePool2D]")]
    [InlineData("[AveragePool2D(2, WindowWidth = 3)]", "[Permute(2, 1, 3)] [AveragePool2D(3, WindowWidth = 2)]")]
    [InlineData("[AveragePool2D(2)]", "[ZeroPadding2D(2, 3)] [Cropping2D(2, 3)] [AveragePool2D(2)]")]
    [InlineData("[GlobalAveragePool2D]", "[Reshape(7, 9, 3)] [GlobalAveragePool2D]")]
    public void Moved_values_are_as_alike_as_they_were(string expected, string moved) => Assert.Equal(Last(expected).Std, Last(moved).Std, 1e-9);

    /// <summary>Of 13 windows of two pixels, 7 see one pixel twice and 6 see two neighbours.</summary>
    [Fact]
    public void Neighbours_are_equal_or_neighbours_as_before()
        => Assert.Equal(2 * Math.Sqrt((7 + (6 * (1 + 0.8) / 2)) / 13), Last("[UpSampling2D(2, SizeHeight = 1)] [AveragePool2D(1, WindowWidth = 2, Stride = 1)]").Std, 1e-9);

    /// <summary>
    /// Along an axis of 3 pixels enlarged to 6, two are at the border and equal to pixels, four between two: 3/4 and 1/4. With neighbours that correlate by 0.8, such
    /// a mean has 10/16 + 6/16 * 0.8 of the variance.
    /// </summary>
    [Fact]
    public void Values_between_pixels_are_means()
        => Assert.Equal(
            2 * Math.Sqrt((2 + (4 * (10 + (6 * 0.8)) / 16)) / 6),
            SignalAnalysis.Analyze(Declared.Model("[Network(1, 3, 3, InputStd = 2, InputCorrelation = 0.8)] [UpSampling2D(2, SizeHeight = 1, Interpolation = Interpolation.Bilinear)]")).Layers[^1].Std,
            1e-9);

    /// <summary>Bins that are all alike are windows.</summary>
    [Theory]
    [InlineData("[AveragePool2D(3, WindowWidth = 7)]", "[AdaptiveAveragePool2D(3, 1)]")]
    [InlineData("[Tanh] [MaxPool2D(3, WindowWidth = 1)]", "[Tanh] [AdaptiveMaxPool2D(3, 7)]")]
    [InlineData("[GlobalAveragePool2D]", "[AdaptiveAveragePool2D(1)] [Flatten]")]
    public void Equal_bins_are_windows(string windows, string bins) => Assert.Equal(Last(windows).Std, Last(bins).Std, 1e-9);

    /// <summary>Pixels of a block were channels of independent weights: their mean is that of independent values.</summary>
    [Fact]
    public void Pixels_that_were_channels_have_nothing_in_common()
    {
        string convolution = "[Conv2D(16, 1)] [LeCun] ";
        Assert.Equal(Last(convolution).Std / 2, Last(convolution + "[PixelShuffle(2)] [AveragePool2D(2)]").Std, 1e-9);
    }

    /// <summary>What is cut off gets no gradient, and of a block of equal pixels all gradients come together.</summary>
    [Fact]
    public void Gradients_come_back_to_where_values_came_from()
    {
        double all = Gradient("[Network(8, 8, 1)] [Tanh] [MeanSquaredError] partial class N;");
        double quarter = Gradient("[Network(8, 8, 1)] [Tanh] [Cropping2D(2)] [MeanSquaredError] partial class N;");

        // A mean over a quarter of the values: gradients four times as large, at a quarter of the places.
        Assert.Equal(4 * 4 / 4.0, quarter * quarter / (all * all), 1e-6);
        Assert.Equal(1, Gradient("[Network(8, 8, 1)] [Tanh] [ZeroPadding2D(2)] [Cropping2D(2)] [MeanSquaredError] partial class N;") / all, 1e-6);
    }

    /// <summary>A transposed convolution of stride 1 that keeps the size is a convolution of mirrored weights.</summary>
    [Fact]
    public void A_transposed_convolution_of_stride_1_is_a_convolution()
        => Assert.Equal(
            Last("[Conv2D(8, 3, Padding = Padding.Same)] [Xavier] [ReLU] [AveragePool2D(2)]").Std,
            Last("[Conv2DTranspose(8, 3, Padding = Padding.Same)] [Xavier] [ReLU] [AveragePool2D(2)]").Std,
            1e-2);

    private static LayerSignal Last(string layers) => SignalAnalysis.Analyze(Declared.Model(Image + layers)).Layers[^1];

    private static double Gradient(string source) => SignalAnalysis.Analyze(Declared.Build(source).Model!).Layers[0].GradientStd;
}
