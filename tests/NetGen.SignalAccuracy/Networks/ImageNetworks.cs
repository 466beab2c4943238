using System.Globalization;

namespace NetGen.SignalAccuracy;

/// <summary>Networks that declare no correlation, on images that are not what predictions assume: digits, discs as in photographs, and blurred noise.</summary>
internal static class ImageNetworks
{
    private const double Mean = 0.1307;
    private const double Std = 0.3081;
    private const int Seeds = 20;

    private const string Block = """
        [Block]
        [Conv2D(64, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
        [Conv2D(64, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm]
        public sealed class BasicBlock;
        """;

    private static readonly (string Name, InputSource Inputs)[] Sources =
    [
        ("Mnist", new DigitInputs(IsReal: true)), ("DrawnDigits", new DigitInputs(IsReal: false)), ("Discs", new DiscInputs()), ("Blurred", new SmoothInputs(1.5)), ("VeryBlurred", new SmoothInputs(4)),
    ];

    public static IEnumerable<AccuracyCase> Cases =>
    [
        .. Create(
            "ResidualPooled",
            "residual blocks with BatchNorm, mean of the image",
            """
            [Conv2D(64, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
            [MaxPool2D(2)]
            [Residual<BasicBlock>] [ReLU]
            [MaxPool2D(2)]
            [Residual<BasicBlock>] [ReLU]
            [GlobalAveragePool2D]
            [Dense(64)] [LeCun] [SoftmaxCrossEntropy]
            """,
            Block),
        .. Create(
            "StridedPooled",
            "strided convolutions with BatchNorm, mean of the image",
            """
            [Conv2D(64, 3, Padding = Padding.Same, Stride = 2, UseBias = false)] [He] [BatchNorm] [ReLU]
            [Conv2D(64, 3, Padding = Padding.Same, Stride = 2, UseBias = false)] [He] [BatchNorm] [ReLU]
            [GlobalAveragePool2D]
            [Dense(64)] [LeCun] [SoftmaxCrossEntropy]
            """),
        .. Create(
            "PlainPooled",
            "convolutions, He, mean of the image",
            """
            [Conv2D(64, 3, Padding = Padding.Same)] [He] [ReLU]
            [Conv2D(64, 3, Padding = Padding.Same)] [He] [ReLU]
            [AveragePool2D(2)]
            [Conv2D(64, 3, Padding = Padding.Same)] [He] [ReLU]
            [GlobalAveragePool2D]
            [Dense(64)] [LeCun] [SoftmaxCrossEntropy]
            """),
        .. Create(
            "DigitNet",
            "convolutions, maximum pooling, dense",
            """
            [Conv2D(64, 5, Padding = Padding.Same)] [He] [ReLU] [MaxPool2D(2)]
            [Conv2D(64, 5, Padding = Padding.Same)] [He] [ReLU] [MaxPool2D(2)]
            [Flatten] [Dense(256)] [He] [ReLU]
            [Dense(64)] [Xavier] [SoftmaxCrossEntropy]
            """),
        .. Create(
            "LeNet",
            "tanh, mean pooling, dense",
            """
            [Conv2D(64, 5)] [LeCun] [Tanh] [AveragePool2D(2)]
            [Conv2D(64, 5)] [LeCun] [Tanh] [AveragePool2D(2)]
            [Flatten] [Dense(128)] [LeCun] [Tanh]
            [Dense(64)] [LeCun] [SoftmaxCrossEntropy]
            """),
    ];

    private static IEnumerable<AccuracyCase> Create(string name, string description, string layers, string blocks = "")
        => Sources.Select(source => new AccuracyCase(
            $"{name}On{source.Name}",
            $"{description}: {source.Inputs.Description}",
            64,
            string.Create(CultureInfo.InvariantCulture, $"[Network(28, 28, 1, InputMean = {Mean}, InputStd = {Std})]\n{layers}"),
            Seeds,
            blocks,
            Mean,
            Std)
        { Inputs = source.Inputs });
}
