using System.Globalization;

using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>What recurrent layers may be told, with every cell: the last state alone, both directions, a rectifier.</summary>
internal static class RecurrentOptionCases
{
    private static readonly (string Kind, Func<NetworkDescription, int, RecurrenceOptions, NetworkDescription> Append)[] s_kinds =
    [
        ("Simple", (network, units, options) => network.SimpleRNN(units, options)),
        ("Rectified", (network, units, options) => network.SimpleRNN(units, options with { IsRectified = true })),
        ("LSTM", (network, units, options) => network.LSTM(units, options)),
        ("GRU", (network, units, options) => network.GRU(units, options)),
        ("EarlyResetGRU", (network, units, options) => network.GRU(units, options with { ResetsEarly = true })),
    ];

    public static IEnumerable<NetworkCase> All => s_kinds.SelectMany(kind => Of(kind.Kind, kind.Append));

    private static IEnumerable<NetworkCase> Of(string kind, Func<NetworkDescription, int, RecurrenceOptions, NetworkDescription> append)
    {
        foreach ((int units, bool thorough) in CaseCatalog.Sizes([5], [1, 4, 8, 15, 16, 17, 33]))
        {
            // A sample may leave few rectified units all dead.
            bool mayBeZero = kind == "Rectified" && units <= 4;
            yield return Case($"{kind}Last{units}", append(new NetworkDescription(6, 3).Dense(4), units, new(GivesLast: true)).Dense(3).SoftmaxCrossEntropy(), thorough, mayBeZero);
            yield return Case(
                $"{kind}LastReversed{units}", append(new NetworkDescription(5, 3).Dense(4), units, new(IsReversed: true, GivesLast: true)).Dense(2).MeanSquaredError(), thorough, mayBeZero);
            yield return Case($"{kind}Bidirectional{units}", append(new NetworkDescription(5, 3).Dense(4), units, new(IsBidirectional: true)).MeanSquaredError(), thorough, mayBeZero);
            yield return Case(
                $"{kind}BidirectionalLast{units}",
                append(new NetworkDescription(7, 3).Dense(4), units, new(Bias: false, IsBidirectional: true, GivesLast: true)).Dense(3).SoftmaxCrossEntropy(),
                thorough,
                mayBeZero);
        }

        if (kind != "EarlyResetGRU")
        {
            yield return Case($"{kind}Dropout", append(new NetworkDescription(6, 3).Dense(4), 9, new(Dropout: 0.4)).MeanSquaredError(), isThorough: false) with { Trains = false };
            yield return Case(
                $"{kind}DropoutBidirectionalLast", append(new NetworkDescription(4, 3).Dense(4), 17, new(IsBidirectional: true, GivesLast: true, Dropout: 0.3)).Dense(3).SoftmaxCrossEntropy(), isThorough: false)
                with
            { Trains = false };
            yield return Case($"{kind}DropoutOfOne", append(new NetworkDescription(1, 6), 5, new(Dropout: 0.3)).MeanSquaredError(), isThorough: false, mayBeZero: true) with { Trains = false };
        }

        // The last state is overwritten by what follows, and is what the network gives.
        yield return Case($"{kind}LastBehindLast", append(append(new NetworkDescription(4, 3), 3, new(IsBidirectional: true)), 9, new(GivesLast: true)).Activation("Tanh").MeanSquaredError(), isThorough: false);
        yield return Case($"{kind}LastOfOne", append(new NetworkDescription(1, 6), 5, new(IsBidirectional: true, GivesLast: true)).MeanSquaredError(), isThorough: false, mayBeZero: true);
    }

    private static NetworkCase Case(FormattableString name, NetworkDescription network, bool isThorough, bool mayBeZero = false)
        => new(RecurrentCases.Group, name.ToString(CultureInfo.InvariantCulture), network) { Batches = [1, 5, 14], Trains = true, IsThorough = isThorough, MayBeZero = mayBeZero };
}
