using System.Globalization;

namespace NetGen.SignalAccuracy;

/// <summary>Layers of sequences besides recurrent ones, and normalisations of a sample: convolutions over time, positions, attention, transformers.</summary>
internal static class SequenceNetworks
{
    private const int Seeds = 60;

    private static readonly int[] s_widths = [128, AccuracyCase.Wide];

    public static IEnumerable<AccuracyCase> Cases { get; } =
    [
        .. AtEachWidth("ConvolutionOverTime", "Conv1D, same and causal", "[Conv1D(WIDTH, 3, Padding = Padding.Same)] [ReLU] [Conv1D(WIDTH, 3, Padding = Padding.Causal, Dilation = 2)] [ReLU] [MaxPool1D(2)] [Conv1D(WIDTH, 3)] [ReLU] [GlobalAveragePool1D]"),
        .. AtEachWidth("SeparableOverTime", "SeparableConv1D", "[Conv1D(WIDTH, 1)] [ReLU] [SeparableConv1D(WIDTH, 3)] [ReLU] [SeparableConv1D(WIDTH, 3)] [ReLU] [Last]"),
        .. AtEachWidth("TrainedPositions", "Positions", "[Dense(WIDTH)] [Positions] [Dense(WIDTH)] [Tanh] [Dense(WIDTH)] [Tanh] [Last]"),
        .. AtEachWidth("Sinusoids", "SinusoidalPositions", "[Dense(WIDTH)] [SinusoidalPositions] [Dense(WIDTH)] [Tanh] [Dense(WIDTH)] [Tanh] [GlobalAveragePool1D]"),
        .. AtEachWidth("Attention", "MultiHeadAttention", "[Dense(WIDTH)] [MultiHeadAttention(4)] [Dense(WIDTH)] [Tanh] [Last]"),
        .. AtEachWidth("CausalAttention", "MultiHeadAttention, causal", "[Dense(WIDTH)] [MultiHeadAttention(4, Causal = true)] [Dense(WIDTH)] [Tanh] [Flatten]"),
        .. AtEachWidth("AttentionDropout", "MultiHeadAttention, Dropout", "[Dense(WIDTH)] [MultiHeadAttention(4, Dropout = 0.3)] [Dense(WIDTH)] [Tanh] [Last]")
            .Select(static entry => entry with { IsRough = true }),
        .. AtEachWidth("RotaryAttention", "MultiHeadAttention, Rotary", "[Dense(WIDTH)] [MultiHeadAttention(4, Rotary = true)] [Dense(WIDTH)] [Tanh] [Last]"),
        .. AtEachWidth("Transformer", "TransformerBlock", "[Dense(WIDTH)] [Positions] [TransformerBlock(4)] [TransformerBlock(4)] [LayerNorm] [Last]"),
        .. AtEachWidth("TransformerBehindSums", "TransformerBlock, PostNorm", "[Dense(WIDTH)] [Positions] [TransformerBlock(4, PostNorm = true, Causal = true)] [TransformerBlock(4, PostNorm = true, Causal = true)] [Last]"),
        .. AtEachWidth("RootMeanSquare", "RMSNorm", "[Dense(WIDTH)] [RMSNorm] [ReLU] [Dense(WIDTH)] [RMSNorm] [ReLU] [Last]"),
        .. AtEachWidth("GroupsOverTime", "GroupNorm", "[Conv1D(WIDTH, 3)] [GroupNorm(8)] [ReLU] [Conv1D(WIDTH, 3)] [GroupNorm(8)] [ReLU] [Last]"),
        .. AtEachWidth("InstancesOverTime", "InstanceNorm", "[Conv1D(WIDTH, 3)] [InstanceNorm] [ReLU] [Conv1D(WIDTH, 3)] [InstanceNorm] [ReLU] [Last]"),
        .. AtEachWidth("Asymmetric", "ReLU, randomized asymmetric", "[Flatten] [Dense(WIDTH)] [RandomizedAsymmetric] [ReLU] [Dense(WIDTH)] [RandomizedAsymmetric] [ReLU] [Dense(WIDTH)] [RandomizedAsymmetric] [ReLU]"),
    ];

    private static IEnumerable<AccuracyCase> AtEachWidth(string name, string description, string layers) => s_widths.Select(width => new AccuracyCase(
        name + width.ToString(CultureInfo.InvariantCulture),
        description,
        width,
        $"[Network(12, 32, InputMean = 0, InputStd = 1)] {layers.Replace("WIDTH", width.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)} [Dense(64)] [LeCun] [SoftmaxCrossEntropy]",
        Seeds));
}
