using System.Globalization;

namespace NetGen.SignalAccuracy;

/// <summary>Networks for images, 64 channels wide: padding, strides, pooling, normalisation and residual blocks.</summary>
internal static class ConvolutionalNetworks
{
    // Mean and standard deviation of MNIST's pixels.
    private const double DigitMean = 0.1307;
    private const double DigitStd = 0.3081;

    /// <summary>A layer's values at many positions stand for many initialisations of a dense one.</summary>
    private const int Seeds = 20;

    /// <summary>Of two pixels side by side.</summary>
    private const double Correlation = 0.8;

    private const string SameHe = "[Conv2D(64, 3, Padding = Padding.Same)] [He] [ReLU] ";
    private const string SameXavier = "[Conv2D(64, 3, Padding = Padding.Same)] [Xavier] [ReLU] ";
    private const string SameNormal = "[Conv2D(64, 3, Padding = Padding.Same)] [Normal(1)] [ReLU] ";
    private const string ValidHe = "[Conv2D(64, 3)] [He] [ReLU] ";
    private const string Normalized = "[Conv2D(64, 3, Padding = Padding.Same, UseBias = false)] [Normal(0.5)] [BatchNorm] [ReLU] ";
    private const string RowNormalized = "[Conv2D(64, 3, Padding = Padding.Same)] [Normal(0.5)] [LayerNorm] [ReLU] ";
    private const string End = "[Flatten] [Dense(64)] [LeCun] [SoftmaxCrossEntropy]";

    private const string BasicBlock = """
        [Block]
        [Conv2D(64, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
        [Conv2D(64, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm]
        public sealed class BasicBlock;
        """;

    private static IEnumerable<AccuracyCase> All(double correlation) =>
    [
        Create(correlation, "ConvolutionsValidHe", "convolutions VALID, ReLU, He", "10, 10, 3", $"{ValidHe}{ValidHe}{ValidHe}{End}"),
        Create(correlation, "ConvolutionsSameHe", "6 convolutions SAME on 8x8, ReLU, He", "8, 8, 3", $"{SameHe}{SameHe}{SameHe}{SameHe}{SameHe}{SameHe}{End}"),
        Create(
            correlation,
            "ConvolutionsSameXavier",
            "convolutions SAME, ReLU, Xavier",
            "8, 8, 3",
            $"{SameXavier}{SameXavier}{SameXavier}{SameXavier}[Flatten] [Dense(64)] [Xavier] [SoftmaxCrossEntropy]"),
        Create(
            correlation,
            "ConvolutionsMaxPoolHe",
            "convolutions, maximum pooling, He",
            "12, 12, 1",
            $"{SameHe}{SameHe}[MaxPool2D(2)] {SameHe}{SameHe}[MaxPool2D(2)] [Flatten] [Dense(64)] [Xavier] [SoftmaxCrossEntropy]",
            isDigits: true),
        Create(
            correlation,
            "ConvolutionsMaxPoolNormal",
            "convolutions, maximum pooling, std 1",
            "12, 12, 1",
            $"{SameNormal}{SameNormal}[MaxPool2D(2)] {SameNormal}{SameNormal}[MaxPool2D(2)] [Flatten] [Dense(64)] [Normal(1)] [SoftmaxCrossEntropy]",
            isDigits: true),
        Create(
            correlation,
            "ConvolutionsAveragePool",
            "convolutions, mean pooling, He",
            "12, 12, 3",
            $"{SameHe}[AveragePool2D(2)] {SameHe}[AveragePool2D(3, Stride = 2, Padding = Padding.Same)] {End}"),
        Create(
            correlation,
            "PoolingBeforeActivation",
            "overlapping maximum pooling before ReLU",
            "9, 9, 3",
            $"[Conv2D(64, 3)] [He] [MaxPool2D(3, Stride = 2)] [ReLU] {SameHe}[GlobalMaxPool2D] [Dense(64)] [LeCun] [SoftmaxCrossEntropy]"),
        Create(
            correlation,
            "ConvolutionsBatchNorm",
            "convolutions, BatchNorm, std 0.5",
            "8, 8, 3",
            $"{Normalized}{Normalized}[MaxPool2D(2)] {Normalized}{Normalized}[GlobalAveragePool2D] [Dense(64)] [LeCun] [SoftmaxCrossEntropy]"),
        Create(
            correlation,
            "ConvolutionsLayerNorm",
            "convolutions, LayerNorm, std 0.5",
            "8, 8, 3",
            $"{RowNormalized}{RowNormalized}[MaxPool2D(2)] {RowNormalized}{RowNormalized}[GlobalAveragePool2D] [Dense(64)] [LeCun] [SoftmaxCrossEntropy]"),
        Create(
            correlation,
            "ResidualBatchNorm",
            "residual blocks with BatchNorm",
            "8, 8, 3",
            """
            [Conv2D(64, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
            [Residual<BasicBlock>] [ReLU]
            [Residual<BasicBlock>] [ReLU]
            [Residual<BasicBlock>] [ReLU]
            [GlobalAveragePool2D]
            [Dense(64)] [LeCun]
            [SoftmaxCrossEntropy]
            """,
            BasicBlock),
        Create(
            correlation,
            "StridedDilatedGrouped",
            "strides, dilation, groups, tanh and SELU",
            "12, 12, 2",
            $"""
            [Conv2D(64, 5, Padding = Padding.Same, Stride = 2)] [LeCun] [Tanh]
            [Conv2D(64, 3, Dilation = 2, PaddingSize = 2)] [LeCun] [Tanh]
            [Conv2D(128, 3, Groups = 4)] [LeCun] [SELU]
            {End}
            """),
        Create(
            correlation,
            "DigitLikeNet",
            "convolutions, dense, dropout",
            "14, 14, 1",
            """
            [Conv2D(64, 5, Padding = Padding.Same)] [He] [ReLU] [MaxPool2D(2)]
            [Conv2D(64, 5, Padding = Padding.Same)] [He] [ReLU] [MaxPool2D(2)]
            [Flatten] [Dense(256)] [He] [ReLU] [Dropout(0.5)]
            [Dense(64)] [Xavier]
            [SoftmaxCrossEntropy]
            """,
            isDigits: true),
        Create(
            correlation,
            "ConvolutionsGelu",
            "convolutions, GELU, maximum pooling, SiLU",
            "8, 8, 3",
            """
            [Conv2D(64, 3, Padding = Padding.Same)] [GELU]
            [Conv2D(64, 3, Padding = Padding.Same)] [GELU]
            [MaxPool2D(2)]
            [Conv2D(64, 3, Padding = Padding.Same)] [SiLU]
            [Flatten] [Dense(64)]
            [MeanSquaredError]
            """),
    ];

    /// <summary>Each network on images whose neighbours are alike, and on noise.</summary>
    public static IEnumerable<AccuracyCase> Cases => [.. All(Correlation), .. All(0)];

    private static AccuracyCase Create(double correlation, string name, string description, string input, string layers, string blocks = "", bool isDigits = false)
    {
        (double mean, double std) = isDigits ? (DigitMean, DigitStd) : (0, 1);
        string network = string.Create(CultureInfo.InvariantCulture, $"[Network({input}, InputMean = {mean}, InputStd = {std}, InputCorrelation = {correlation})]");
        string suffix = correlation == 0 ? "Noise" : "";
        return new AccuracyCase(name + suffix, description + (correlation == 0 ? ", noise" : ""), 64, $"{network}\n{layers}", Seeds, blocks, mean, std) { Inputs = new NormalInputs(correlation) };
    }
}
