using System.Globalization;

namespace NetGen.SignalAccuracy;

/// <summary>Sequences of tokens: embeddings, what positions are added to them, and what reads them.</summary>
internal static class TokenNetworks
{
    private const int Seeds = 60;

    private const int Vocabulary = 200;

    private static readonly int[] s_widths = [128, AccuracyCase.Wide];

    public static IEnumerable<AccuracyCase> Cases { get; } =
    [
        .. AtEachWidth("Embedded", "Embedding", "[Embedding(WIDTH)] [Dense(WIDTH)] [LeCun] [Tanh] [Dense(WIDTH)] [LeCun] [Tanh] [Last]"),
        .. AtEachWidth("EmbeddedInOne", "Embedding, Flatten", "[Embedding(WIDTH)] [Flatten] [Dense(WIDTH)] [He] [ReLU] [Dense(WIDTH)] [He] [ReLU]"),
        .. AtEachWidth("EmbeddedMean", "Embedding, mean over the steps", "[Embedding(WIDTH)] [Normal(1)] [GlobalAveragePool1D] [Dense(WIDTH)] [LeCun] [Tanh]"),
        .. AtEachWidth("EmbeddedAtPositions", "Embedding, Positions, TransformerBlock", $"[Embedding(WIDTH)] [Positions] {Blocks}"),
        .. AtEachWidth(
            "EmbeddedAtSines",
            "Embedding, SinusoidalPositions, TransformerBlock",
            $"[Embedding(WIDTH)] [Normal(0.7)] [SinusoidalPositions] {Blocks}"),
        .. AtEachWidth(
            "EmbeddedConvolved",
            "Embedding, Conv1D",
            "[Embedding(WIDTH)] [Normal(1)] [Conv1D(WIDTH, 3)] [He] [ReLU] [Conv1D(WIDTH, 3)] [He] [ReLU] [GlobalMaxPool1D]"),
        .. AtEachWidth("EmbeddedRecurrent", "Embedding, LSTM", "[Embedding(WIDTH)] [Normal(1)] [LSTM(WIDTH)] [Last]"),
    ];

    private const string Blocks = "[TransformerBlock(4)] [TransformerBlock(4)] [LayerNorm] [Last]";

    private static IEnumerable<AccuracyCase> AtEachWidth(string name, string description, string layers) => s_widths.Select(width =>
    {
        string text = width.ToString(CultureInfo.InvariantCulture);
        string network = string.Create(CultureInfo.InvariantCulture, $"[Network(12, Vocabulary = {Vocabulary})]");
        return new AccuracyCase(
            name + text,
            description,
            width,
            $"{network} {layers.Replace("WIDTH", text, StringComparison.Ordinal)} [Dense(64)] [LeCun] [SoftmaxCrossEntropy]",
            Seeds)
        { Inputs = new TokenInputs(Vocabulary) };
    });
}
