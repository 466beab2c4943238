using System.Globalization;

using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>What a recurrent layer has in front of its first step, with every cell: parameters, another layer's last state, a dense layer's vector.</summary>
internal static class RecurrentStartCases
{
    private static readonly (string Kind, Func<NetworkDescription, int, RecurrenceOptions, NetworkDescription> Append)[] s_kinds =
    [
        ("Simple", (network, units, options) => network.SimpleRNN(units, options)),
        ("LSTM", (network, units, options) => network.LSTM(units, options)),
        ("GRU", (network, units, options) => network.GRU(units, options)),
        ("EarlyResetGRU", (network, units, options) => network.GRU(units, options with { ResetsEarly = true })),
    ];

    public static IEnumerable<NetworkCase> All => s_kinds.SelectMany(kind => Of(kind.Kind, kind.Append)).Concat(OfCells);

    private static IEnumerable<NetworkCase> Of(string kind, Func<NetworkDescription, int, RecurrenceOptions, NetworkDescription> append)
    {
        RecurrenceOptions learned = new() { LearnsStart = true };
        RecurrenceOptions given = new() { State = "encoder" };
        NetworkDescription Encoder(int units, bool isBidirectional = false)
            => append(new NetworkDescription(5, 3).Dense(4).As("steps"), units, new(IsBidirectional: isBidirectional, GivesLast: true)).As("encoder").From("steps");
        foreach ((int units, bool thorough) in CaseCatalog.Sizes([5, 16], [1, 4, 8, 15, 17, 33]))
        {
            yield return Case($"{kind}Learned{units}", append(new NetworkDescription(6, 3).Dense(4), units, learned).MeanSquaredError(), thorough);
            yield return Case($"{kind}Given{units}", append(Encoder(units), units, given with { IsReversed = true }).MeanSquaredError(), thorough);
        }

        yield return Case($"{kind}LearnedReversed", append(new NetworkDescription(5, 3).Dense(4), 7, learned with { IsReversed = true, Bias = false }).MeanSquaredError());
        yield return Case($"{kind}LearnedLast", append(new NetworkDescription(5, 3).Dense(4), 9, learned with { GivesLast = true }).Dense(2).MeanSquaredError());
        yield return Case($"{kind}LearnedBidirectional", append(new NetworkDescription(5, 3).Dense(4), 5, learned with { IsBidirectional = true }).MeanSquaredError());
        yield return Case($"{kind}LearnedOfOne", append(new NetworkDescription(1, 6), 5, learned).MeanSquaredError());
        yield return Case($"{kind}GivenOfOne", append(append(new NetworkDescription(1, 6), 5, new(GivesLast: true)).As("encoder").From("input"), 5, given with { GivesLast = true, Bias = false }).MeanSquaredError());
        yield return Case($"{kind}GivenBidirectionalLast", append(Encoder(3, isBidirectional: true), 3, given with { IsBidirectional = true, GivesLast = true }).Dense(3).SoftmaxCrossEntropy());

        // The state is used twice, and its gradient is a sum.
        yield return Case($"{kind}GivenAndRead", append(Encoder(5), 5, given with { GivesLast = true }).Add("encoder").MeanSquaredError());
        if (kind == "EarlyResetGRU") yield break;
        RecurrenceOptions dropping = learned with { Dropout = 0.4 };
        yield return Case($"{kind}LearnedDropout", append(new NetworkDescription(6, 3).Dense(4), 9, dropping).MeanSquaredError()) with { Trains = false };
        yield return Case($"{kind}LearnedDropoutBidirectional", append(new NetworkDescription(4, 3).Dense(4), 6, dropping with { IsBidirectional = true, GivesLast = true }).Dense(2).MeanSquaredError()) with { Trains = false };
        yield return Case($"{kind}GivenDropoutOfOne", append(append(new NetworkDescription(1, 6), 5, new(GivesLast: true)).As("encoder").From("input"), 5, given with { Dropout = 0.3 }).MeanSquaredError()) with { Trains = false };
    }

    private static IEnumerable<NetworkCase> OfCells
    {
        get
        {
            foreach ((int units, bool thorough) in CaseCatalog.Sizes([6], [1, 8, 17]))
            {
                RecurrenceOptions both = new() { State = "state", Cell = "cell" };
                NetworkDescription Start(int outputs) => new NetworkDescription(5, 3).Dense(4).As("steps").Last().Dense(outputs).As("state").From("steps").Last().Dense(outputs).Activation("Tanh").As("cell").From("steps");
                yield return Case($"LSTMGivenCell{units}", Start(units).LSTM(units, both).MeanSquaredError(), thorough);
                yield return Case($"LSTMGivenCellBidirectional{units}", Start(2 * units).LSTM(units, both with { IsBidirectional = true, GivesLast = true }).Dense(3).MeanSquaredError(), thorough);
            }
        }
    }

    private static NetworkCase Case(FormattableString name, NetworkDescription network, bool isThorough = false)
        => new("recurrentstart", name.ToString(CultureInfo.InvariantCulture), network) { Batches = [1, 5, 14], Trains = true, IsThorough = isThorough, MayBeZero = true };
}
