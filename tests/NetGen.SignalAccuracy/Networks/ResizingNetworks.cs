using System.Globalization;

namespace NetGen.SignalAccuracy;

/// <summary>Images that grow, shrink and are taken channel by channel, 64 channels wide.</summary>
internal static class ResizingNetworks
{
    private const int Seeds = 20;

    /// <summary>Of two pixels side by side.</summary>
    private const double Correlation = 0.8;

    private const string Same = "[Conv2D(64, 3, Padding = Padding.Same)] [He] [ReLU] ";
    private const string Down = "[Conv2D(64, 3, Padding = Padding.Same, Stride = 2)] [He] [ReLU] ";

    public static IEnumerable<AccuracyCase> Cases => [.. All(Correlation), .. All(0)];

    private static IEnumerable<AccuracyCase> All(double correlation) =>
    [
        Create(
            correlation,
            "Transposed",
            "transposed convolutions",
            $"{Down}[Conv2DTranspose(64, 2, Stride = 2)] [He] [ReLU] [Conv2DTranspose(64, 3)] [He] [ReLU]"),
        Create(
            correlation,
            "TransposedOverlapping",
            "transposed convolutions that overlap unevenly",
            $"{Down}[Conv2DTranspose(64, 3, Stride = 2)] [He] [ReLU] {Same}"),
        Create(correlation, "UpSampledNearest", "UpSampling2D, nearest", $"{Down}[UpSampling2D(2)] {Same}{Same}"),
        Create(correlation, "UpSampledBilinear", "UpSampling2D, bilinear", $"{Down}[UpSampling2D(2, Interpolation = Interpolation.Bilinear)] {Same}{Same}"),
        Create(correlation, "Shuffled", "PixelShuffle", $"{Down}[Conv2D(256, 3, Padding = Padding.Same)] [He] [ReLU] [PixelShuffle(2)] {Same}"),
        Create(correlation, "Padded", "ZeroPadding2D, Cropping2D", $"{Same}[ZeroPadding2D(2)] [Conv2D(64, 3)] [He] [ReLU] [Cropping2D(1)] {Same}"),
        Create(
            correlation,
            "Separable",
            "SeparableConv2D, DepthwiseConv2D",
            $"{Same}[SeparableConv2D(64, 3, Padding = Padding.Same)] [ReLU] [DepthwiseConv2D(3)] [ReLU] [Conv2D(64, 1)] [He] [ReLU]") with { IsRough = true },
        Create(
            correlation,
            "SeparableNormalized",
            "depthwise separable convolutions with BatchNorm",
            """
            [Conv2D(64, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
            [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU] [Conv2D(64, 1, UseBias = false)] [He] [BatchNorm] [ReLU]
            [DepthwiseConv2D(3, Stride = 2, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
            [Conv2D(128, 1, UseBias = false)] [He] [BatchNorm] [ReLU]
            """) with { IsRough = true },
        Create(correlation, "ChannelsDropped", "SpatialDropout2D, adaptive pooling", $"{Same}[SpatialDropout2D(0.3)] {Same}[AdaptiveAveragePool2D(4)] {Same}"),
        Create(correlation, "UnequalBins", "adaptive pooling of 8x8 to 3x3", $"{Same}{Same}[AdaptiveAveragePool2D(3)] {Same}") with { IsRough = true },
    ];

    private static AccuracyCase Create(double correlation, string name, string description, string layers)
    {
        string network = string.Create(CultureInfo.InvariantCulture, $"[Network(8, 8, 3, InputMean = 0, InputStd = 1, InputCorrelation = {correlation})]");
        string suffix = correlation == 0 ? "Noise" : "";
        return new AccuracyCase(
            name + suffix,
            description + (correlation == 0 ? ", noise" : ""),
            64,
            $"{network}\n{layers}\n[Flatten] [Dense(64)] [LeCun] [SoftmaxCrossEntropy]",
            Seeds)
        { Inputs = new NormalInputs(correlation) };
    }
}
