using System.Globalization;

namespace NetGen.SignalAccuracy;

/// <summary>Layers of vectors that gate, choose, scale and disturb, and weights that are computed.</summary>
internal static class GatedNetworks
{
    private const int Seeds = 60;

    private const string ReLU = "[Dense(WIDTH)] [He] [ReLU] ";

    private const string ScaledBlock = """
        [Block]
        [Dense(WIDTH)] [He] [ReLU]
        [Dense(WIDTH)] [LeCun] [Scale(Initial = 0.3)]
        public sealed class ScaledBlock;
        """;

    private static readonly int[] s_widths = [256, 128, AccuracyCase.Wide];

    public static IEnumerable<AccuracyCase> Cases { get; } =
    [
        .. AtEachWidth("GatedLinear", "GLU", "[Dense(DOUBLE)] [GLU] [Dense(DOUBLE)] [GLU] [Dense(DOUBLE)] [GLU]"),
        .. AtEachWidth("SwishGated", "SwiGLU, RMSNorm", Thrice("[Dense(DOUBLE)] [SwiGLU] [RMSNorm]"), isRough: true),
        .. AtEachWidth(
            "GeluGated",
            "GeGLU and ReGLU, LayerNorm",
            "[Dense(DOUBLE)] [GeGLU] [LayerNorm] [Dense(DOUBLE)] [ReGLU] [LayerNorm] [Dense(WIDTH)] [Tanh]",
            isRough: true),
        .. AtEachWidth("Products", "SwiGLU twice, nothing between", "[Dense(DOUBLE)] [SwiGLU] [Dense(DOUBLE)] [SwiGLU]", isRough: true),
        .. AtEachWidth(
            "Maxout",
            "Maxout of 2 and of 4",
            "[Dense(DOUBLE)] [LeCun] [Maxout(2)] [Dense(DOUBLE)] [LeCun] [Maxout(4)] [Dense(WIDTH)] [LeCun] [Tanh]"),
        .. AtEachWidth("Scaled", "residual blocks with Scale", $"[Dense(WIDTH)] [LeCun] {Thrice("[Residual<ScaledBlock>]")}", ScaledBlock),
        .. AtEachWidth("Choices", "maximum, minimum, difference and mean of two branches",
            """
            [Dense(WIDTH)] [LeCun] [Tanh(Name = "a")] [Dense(WIDTH, Name = "b")] [LeCun] [Maximum("a")] [Dense(WIDTH, Name = "c")] [LeCun] [Minimum("a")]
            [Dense(WIDTH, Name = "d")] [LeCun] [Subtract("c")] [Dense(WIDTH)] [LeCun] [Average("d")]
            """),
        .. AtEachWidth("NoiseBehindReLU", "GaussianNoise, GaussianDropout", $"{ReLU}[GaussianNoise(0.3)] {ReLU}[GaussianDropout(0.3)] {ReLU}"),
        .. AtEachWidth(
            "AlphaDropout",
            "SELU, AlphaDropout",
            "[Dense(WIDTH)] [LeCun] [SELU] [AlphaDropout(0.2)] [Dense(WIDTH)] [LeCun] [SELU] [AlphaDropout(0.2)] [Dense(WIDTH)] [LeCun] [SELU]"),
        .. AtEachWidth("SoftmaxInside", "softmax in the middle", "[Dense(WIDTH)] [LeCun] [Softmax] [Dense(WIDTH)] [Normal(1)] [Tanh]"),
        .. AtEachWidth("WeightNormed", "WeightNorm", Thrice("[Dense(WIDTH)] [He] [WeightNorm] [ReLU]")),
        .. AtEachWidth("SpectralNormed", "SpectralNorm", Thrice("[Dense(WIDTH)] [He] [SpectralNorm] [ReLU]")),
    ];

    private static string Thrice(string layers) => string.Join(' ', layers, layers, layers);

    private static IEnumerable<AccuracyCase> AtEachWidth(string name, string description, string layers, string blocks = "", bool isRough = false)
        => s_widths.Select(width =>
    {
        string AtWidth(string text) => text
            .Replace("DOUBLE", (2 * width).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("WIDTH", width.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return new AccuracyCase(
            AtWidth(name + "WIDTH"), description, width, $"[Network(100)] {AtWidth(layers)} [Dense(64)] [LeCun] [SoftmaxCrossEntropy]", Seeds, AtWidth(blocks))
        { IsRough = isRough };
    });
}
