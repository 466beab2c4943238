using System.Globalization;

namespace NetGen.SignalAccuracy;

/// <summary>Stacks of dense layers: each activation with initialisers that suit it and such that do not, at several widths.</summary>
internal static class DenseNetworks
{
    private const string CrossEntropy = "[Dense(64)] [LeCun] [SoftmaxCrossEntropy]";
    private const string CrossEntropyXavier = "[Dense(64)] [Xavier] [SoftmaxCrossEntropy]";

    private const int Seeds = 200;

    /// <summary>Stands in a declaration for the width.</summary>
    private const string Width = "WIDTH";

    private static readonly int[] Widths = [256, 128, AccuracyCase.Wide];

    /// <summary>Below <see cref="AccuracyCase.Wide"/>.</summary>
    private static readonly int[] NarrowWidths = [32, 16, 8];

    public static IEnumerable<AccuracyCase> Cases { get; } =
    [
        .. Stack("LinearLeCun", "linear, LeCun", 5, "[Dense(WIDTH)] [LeCun]", CrossEntropy),
        .. Stack("LinearSmall", "linear, std 0.05", 5, "[Dense(WIDTH)] [Normal(0.05)]", "[Dense(64)] [Normal(0.05)] [SoftmaxCrossEntropy]"),
        .. Stack("LinearLarge", "linear, std 0.2, squared error", 5, "[Dense(WIDTH)] [Normal(0.2)]", "[Dense(64)] [Normal(0.2)] [MeanSquaredError]"),
        .. Stack("ReluHe", "ReLU, He", 6, "[Dense(WIDTH)] [He] [ReLU]", CrossEntropy),
        .. Stack("ReluXavier", "ReLU, Xavier", 6, "[Dense(WIDTH)] [Xavier] [ReLU]", CrossEntropyXavier),
        .. Stack("ReluNormal", "ReLU, std 1", 4, "[Dense(WIDTH)] [Normal(1)] [ReLU]", "[Dense(64)] [Normal(1)] [SoftmaxCrossEntropy]"),
        .. Stack("ReluHeShiftedInput", "ReLU, He, input of mean 1", 4, "[Dense(WIDTH)] [He] [ReLU]", CrossEntropy, 1, 0.5),
        .. Stack("ReluTruncatedWithBias", "ReLU, truncated normal, biases 0.1", 4, "[Dense(WIDTH)] [TruncatedNormal(0.1)] [Constant(0.1, Target = Parameter.Bias)] [ReLU]", CrossEntropy),
        .. Stack("ReluPositiveWeights", "ReLU, uniform weights of positive mean", 3, "[Dense(WIDTH)] [Uniform(-0.1, 0.15)] [ReLU]", "[Dense(64)] [Uniform(-0.1, 0.15)] [SoftmaxCrossEntropy]"),
        .. Stack("LeakyHe", "LeakyReLU, He, squared error", 6, "[Dense(WIDTH)] [He(Slope = 0.1)] [LeakyReLU(0.1)]", "[Dense(64)] [LeCun] [MeanSquaredError]"),
        .. Stack("PReluHe", "PReLU, He of its slope", 6, "[Dense(WIDTH)] [He(Slope = 0.25)] [PReLU]", CrossEntropy),
        .. Stack("TanhXavier", "tanh, Xavier", 6, "[Dense(WIDTH)] [Xavier] [Tanh]", CrossEntropyXavier),
        .. Stack("TanhHe", "tanh, He", 6, "[Dense(WIDTH)] [He] [Tanh]", CrossEntropyXavier),
        .. Stack("TanhNormal", "tanh, std 1: saturated", 4, "[Dense(WIDTH)] [Normal(1)] [Tanh]", CrossEntropy),
        .. Stack("SeluLeCun", "SELU, LeCun", 8, "[Dense(WIDTH)] [LeCun] [SELU]", CrossEntropy),
        .. Stack("SeluHe", "SELU, He", 6, "[Dense(WIDTH)] [He] [SELU]", "[Dense(64)] [He] [SoftmaxCrossEntropy]"),
        .. Stack("GeluAuto", "GELU, Auto", 6, "[Dense(WIDTH)] [GELU]", "[Dense(64)] [SoftmaxCrossEntropy]"),
        .. Stack("GeluXavier", "GELU, Xavier", 6, "[Dense(WIDTH)] [Xavier] [GELU]", CrossEntropyXavier),
        .. Stack("SiluAuto", "SiLU, Auto", 6, "[Dense(WIDTH)] [SiLU]", "[Dense(64)] [SoftmaxCrossEntropy]"),
        .. Stack("MishAuto", "Mish, Auto", 6, "[Dense(WIDTH)] [Mish]", "[Dense(64)] [SoftmaxCrossEntropy]"),
        .. Stack("HardSwishHe", "HardSwish, He", 4, "[Dense(WIDTH)] [He] [HardSwish]", "[Dense(64)] [SoftmaxCrossEntropy]"),
        .. Stack("EluAuto", "ELU, Auto", 6, "[Dense(WIDTH)] [ELU]", "[Dense(64)] [SoftmaxCrossEntropy]"),
        .. Stack("SigmoidXavier", "sigmoid, Xavier", 4, "[Dense(WIDTH)] [Xavier] [Sigmoid]", CrossEntropyXavier),
        .. Stack("SoftplusLeCun", "softplus, LeCun", 4, "[Dense(WIDTH)] [LeCun] [Softplus]", CrossEntropy),
        .. Stack("ReluDropout", "ReLU, He, dropout", 3, "[Dense(WIDTH)] [He] [ReLU] [Dropout(0.5)]", CrossEntropy),
        .. Stack("BatchNormRelu", "BatchNorm, ReLU, std 1", 4, "[Dense(WIDTH, UseBias = false)] [Normal(1)] [BatchNorm] [ReLU]", CrossEntropy),
        .. Stack("BatchNormTanh", "BatchNorm, tanh, std 0.01", 4, "[Dense(WIDTH, UseBias = false)] [Normal(0.01)] [BatchNorm] [Tanh]", CrossEntropy),
        .. Stack("LayerNormRelu", "LayerNorm, ReLU, std 1", 4, "[Dense(WIDTH)] [Normal(1)] [LayerNorm] [ReLU]", CrossEntropy),
        .. Stack("LayerNormTanh", "LayerNorm behind tanh, std 0.3", 4, "[Dense(WIDTH)] [Normal(0.3)] [Tanh] [LayerNorm]", CrossEntropy),
        .. AtEachWidth(
            "ResidualRelu",
            "residual, ReLU, He, no normalisation",
            $"[Network(WIDTH)] [Residual<Branch>(Repeat = 4)] {CrossEntropy}",
            "[Block] [Dense(WIDTH)] [He] [ReLU] [Dense(WIDTH)] [He] public sealed class Branch;"),
        .. AtEachWidth(
            "ManyActivations",
            "ReLU6, HardTanh, softsign, CELU, LeCunTanh, HardSigmoid",
            $"""
            [Network(100)]
            [Dense(WIDTH)] [ReLU6] [Dense(WIDTH)] [HardTanh] [Dense(WIDTH)] [Softsign]
            [Dense(WIDTH)] [CELU(0.5)] [Dense(WIDTH)] [LeCunTanh] [Dense(WIDTH)] [HardSigmoid]
            {CrossEntropy}
            """),
        .. AtEachWidth(
            "GateAndConcat",
            "product and concatenation",
            $"""[Network(100)] [Dense(WIDTH)] [Tanh(Name = "gate")] [Dense(WIDTH, Name = "right")] [LeCun] [Multiply("gate")] [Concat("right")] {CrossEntropy}"""),
    ];

    /// <summary>Networks so narrow that one differs much from the next.</summary>
    public static IEnumerable<AccuracyCase> NarrowCases { get; } =
    [
        .. Stack("LinearLeCun", "linear, LeCun", 4, "[Dense(WIDTH)] [LeCun]", CrossEntropy, NarrowWidths),
        .. Stack("ReluHe", "ReLU, He", 4, "[Dense(WIDTH)] [He] [ReLU]", CrossEntropy, NarrowWidths),
        .. Stack("TanhXavier", "tanh, Xavier", 4, "[Dense(WIDTH)] [Xavier] [Tanh]", CrossEntropyXavier, NarrowWidths),
        .. Stack("SeluLeCun", "SELU, LeCun", 4, "[Dense(WIDTH)] [LeCun] [SELU]", CrossEntropy, NarrowWidths),
    ];

    /// <summary>The same layers again and again on an input of 100 features.</summary>
    private static IEnumerable<AccuracyCase> Stack(string name, string description, int repeat, string layers, string end, double mean = 0, double std = 1)
    {
        string input = string.Create(CultureInfo.InvariantCulture, $"[Network(100, InputMean = {mean}, InputStd = {std})]");
        return AtEachWidth(name, description, $"{input}\n{string.Concat(Enumerable.Repeat(layers + "\n", repeat))}{end}", "", Widths, mean, std);
    }

    private static IEnumerable<AccuracyCase> Stack(string name, string description, int repeat, string layers, string end, int[] widths)
        => AtEachWidth(name, description, $"[Network(100)]\n{string.Concat(Enumerable.Repeat(layers + "\n", repeat))}{end}", "", widths);

    private static IEnumerable<AccuracyCase> AtEachWidth(
        string name, string description, string declaration, string blocks = "", int[]? widths = null, double mean = 0, double std = 1)
        => (widths ?? Widths).Select(width =>
        {
            string number = width.ToString(CultureInfo.InvariantCulture);
            return new AccuracyCase(name + number, description, width, declaration.Replace(Width, number, StringComparison.Ordinal), Seeds, blocks.Replace(Width, number, StringComparison.Ordinal), mean, std);
        });
}
