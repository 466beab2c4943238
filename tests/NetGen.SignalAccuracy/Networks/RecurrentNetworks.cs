using System.Globalization;

namespace NetGen.SignalAccuracy;

/// <summary>Layers whose state goes from step to step: each kind, one on top of another, in both directions, and with the last state alone.</summary>
internal static class RecurrentNetworks
{
    private const int Seeds = 100;

    private static readonly int[] s_widths = [128, AccuracyCase.Wide];

    public static IEnumerable<AccuracyCase> Cases { get; } =
    [
        .. AtEachWidth("SimpleRnn", "SimpleRNN, all steps", "[SimpleRNN(WIDTH)] [SimpleRNN(WIDTH)] [Flatten]"),
        .. AtEachWidth("SimpleRnnLast", "SimpleRNN, last step", "[SimpleRNN(WIDTH)] [SimpleRNN(WIDTH, LastStepOnly = true)]"),
        .. AtEachWidth("Lstm", "LSTM, all steps", "[LSTM(WIDTH)] [LSTM(WIDTH)] [Flatten]"),
        .. AtEachWidth("LstmLast", "LSTM, last step", "[LSTM(WIDTH)] [LSTM(WIDTH, LastStepOnly = true)]"),
        .. AtEachWidth("LstmBidirectional", "LSTM in both directions, last step", "[LSTM(WIDTH, Bidirectional = true)] [LSTM(WIDTH, Bidirectional = true, LastStepOnly = true)]"),
        .. AtEachWidth("Gru", "GRU, all steps", "[GRU(WIDTH)] [GRU(WIDTH)] [Flatten]"),
        .. AtEachWidth("GruLast", "GRU, last step", "[GRU(WIDTH)] [GRU(WIDTH, LastStepOnly = true)]"),
        .. AtEachWidth("GruEarly", "GRU with an early reset, last step", "[GRU(WIDTH, ResetAfter = false)] [GRU(WIDTH, ResetAfter = false, LastStepOnly = true)]"),
    ];

    private static IEnumerable<AccuracyCase> AtEachWidth(string name, string description, string layers) => s_widths.Select(width => new AccuracyCase(
        name + width.ToString(CultureInfo.InvariantCulture),
        description,
        width,
        $"[Network(10, 32, InputMean = 0, InputStd = 1)] {layers.Replace("WIDTH", width.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)} [Dense(64)] [LeCun] [SoftmaxCrossEntropy]",
        Seeds));
}
