namespace NetGen.Generator.Tests;

/// <summary>Whole networks that several tests look at.</summary>
internal static class Networks
{
    public const string DigitNet = """
        using NetGen;

        namespace Samples;

        [Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
        [Conv2D(32, 5, Padding = Padding.Same)] [He] [ReLU]
        [MaxPool2D(2)]
        [Conv2D(64, 5, Padding = Padding.Same)] [He] [ReLU]
        [MaxPool2D(2)]
        [Flatten]
        [Dense(1024)] [He] [ReLU]
        [Dropout(0.5)]
        [Dense(10)] [Xavier]
        [SoftmaxCrossEntropy]
        public sealed partial class DigitNet;
        """;

    public const string Residual = """
        using NetGen;

        namespace Samples;

        [Block]
        [Conv2D(8, 3, Padding = Padding.Same, UseBias = false)] [BatchNorm] [ReLU]
        [Conv2D(8, 3, Padding = Padding.Same, UseBias = false)] [BatchNorm]
        public sealed class BasicBlock;

        [Network(9, 9, 3)]
        [Residual<BasicBlock>(Projection = true)] [ReLU]
        [Residual<BasicBlock>] [ReLU]
        [GlobalAveragePool2D]
        [Dense(5)]
        [SoftmaxCrossEntropy]
        public sealed partial class ResidualNet;
        """;

    public const string Xor = """
        using NetGen;

        namespace Samples;

        [Network(2)]
        [Dense(8)] [ReLU]
        [Dense(1)]
        [MeanSquaredError]
        public sealed partial class XorNet;
        """;

    /// <summary>A network of twenty layers that do something, for the time that generating takes.</summary>
    public static string TwentyLayers
    {
        get
        {
            string convolutions = string.Concat(Enumerable.Range(0, 6).Select(_ => "[Conv2D(32, 3, Padding = Padding.Same)] [He] [ReLU] [BatchNorm]\n"));
            return $"""
                using NetGen;

                namespace Samples;

                [Network(32, 32, 3)]
                {convolutions}
                [Flatten]
                [Dense(10)]
                [SoftmaxCrossEntropy]
                public sealed partial class DeepNet;
                """;
        }
    }
}
