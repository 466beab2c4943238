using System.Globalization;

using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Recurrent layers with gates: sizes around vectors and panels, for each of which gates have a padding of their own, one step and many, both directions.</summary>
internal static class GatedRecurrentCases
{
    private static readonly (string Kind, Func<NetworkDescription, int, RecurrenceOptions, NetworkDescription> Append)[] s_kinds =
    [
        ("LSTM", (network, units, options) => network.LSTM(units, options)),
        ("GRU", (network, units, options) => network.GRU(units, options)),
        ("EarlyResetGRU", (network, units, options) => network.GRU(units, options with { ResetsEarly = true })),
    ];

    public static IEnumerable<NetworkCase> All => s_kinds.SelectMany(kind => Of(kind.Kind, kind.Append));

    private static IEnumerable<NetworkCase> Of(string kind, Func<NetworkDescription, int, RecurrenceOptions, NetworkDescription> append)
    {
        foreach ((int units, bool thorough) in CaseCatalog.Sizes([1, 3, 17], [2, 4, 5, 7, 8, 9, 13, 15, 16, 31, 33, 48]))
        {
            yield return new NetworkCase(RecurrentCases.Group, Name($"{kind}Units{units}"), append(new NetworkDescription(7, 5), units, new()).MeanSquaredError())
            {
                Batches = [1, 5, 14],
                Trains = true,
                IsThorough = thorough,
            };
            yield return new NetworkCase(
                RecurrentCases.Group,
                Name($"{kind}Reversed{units}"),
                append(new NetworkDescription(4, 3), units, new(IsReversed: true)).Flatten().Dense(3).SoftmaxCrossEntropy())
            { Batches = [1, 6], Trains = true, IsThorough = thorough };
        }

        foreach ((int features, bool thorough) in CaseCatalog.Sizes([1, 16], [4, 15, 17, 33]))
        {
            yield return new NetworkCase(
                RecurrentCases.Group,
                Name($"{kind}Features{features}"),
                append(new NetworkDescription(5, features), 6, new(Bias: false)).Flatten().Dense(2).MeanSquaredError())
            { Batches = [1, 9], Trains = true, IsThorough = thorough };
        }

        foreach ((int steps, bool thorough) in CaseCatalog.Sizes([1, 2], [3, 13, 40]))
        {
            NetworkDescription network = append(append(new NetworkDescription(steps, 4), 9, new()), 5, new(IsReversed: true)).MeanSquaredError();
            yield return new NetworkCase(RecurrentCases.Group, Name($"{kind}Steps{steps}"), network)
            {
                Batches = [1, 7],
                Trains = true,
                IsThorough = thorough,

                // The only step has no state in front of it, so recurrent weights have no gradient.
                MayBeZero = steps == 1,
            };
        }

        yield return new NetworkCase(
            RecurrentCases.Group,
            kind + "InBranches",
            append(append(append(new NetworkDescription(6, 5).LayerNorm().As("start"), 5, new()).As("forward").From("start"), 5, new(IsReversed: true)).Add("forward", "start")
                .Activation("Tanh"), 11, new()).Activation("ReLU").Concat("forward").SimpleRNN(4, bias: false).Flatten().Dense(3).SoftmaxCrossEntropy())
        { Batches = [1, 5, 14], Trains = true };
    }

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
