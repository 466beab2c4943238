using System.Globalization;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Recurrent layers: sizes around vectors and panels, one step and many, both directions, one on top of another.</summary>
internal static class RecurrentCases
{
    public const string Group = "recurrent";

    public static IEnumerable<NetworkCase> All
    {
        get
        {
            foreach ((int units, bool thorough) in CaseCatalog.Sizes([3, 17], [1, 4, 5, 7, 8, 9, 15, 16, 31, 33]))
            {
                yield return new NetworkCase(Group, Name($"RecurrentUnits{units}"), new NetworkDescription(7, 5).SimpleRNN(units).MeanSquaredError())
                {
                    Batches = [1, 5, 14],
                    Trains = true,
                    IsThorough = thorough,
                };
                yield return new NetworkCase(
                    Group,
                    Name($"RecurrentReversed{units}"),
                    new NetworkDescription(4, 3).SimpleRNN(units, isReversed: true).Flatten().Dense(3).SoftmaxCrossEntropy())
                { Batches = [1, 6], Trains = true, IsThorough = thorough };
            }

            foreach ((int features, bool thorough) in CaseCatalog.Sizes([16], [1, 4, 15, 17, 33]))
            {
                yield return new NetworkCase(
                    Group,
                    Name($"RecurrentFeatures{features}"),
                    new NetworkDescription(5, features).SimpleRNN(6, bias: false).Flatten().Dense(2).MeanSquaredError())
                { Batches = [1, 9], Trains = true, IsThorough = thorough };
            }

            foreach ((int steps, bool thorough) in CaseCatalog.Sizes([1, 2], [3, 13, 40]))
            {
                yield return new NetworkCase(Group, Name($"RecurrentSteps{steps}"), new NetworkDescription(steps, 4).SimpleRNN(9).SimpleRNN(5, isReversed: true).MeanSquaredError())
                {
                    Batches = [1, 7],
                    Trains = true,
                    IsThorough = thorough,

                    // The only step has no state in front of it, so recurrent weights have no gradient.
                    MayBeZero = steps == 1,
                };
            }

            // What it reads is read again, and what it gives: gradients meet.
            yield return new NetworkCase(
                Group,
                "RecurrentInBranches",
                new NetworkDescription(6, 5).LayerNorm().As("start").SimpleRNN(5).As("forward").From("start").SimpleRNN(5, isReversed: true).Add("forward", "start")
                    .Activation("Tanh").SimpleRNN(11).Activation("ReLU").Concat("forward").SimpleRNN(4, bias: false).Flatten().Dense(3).SoftmaxCrossEntropy())
            { Batches = [1, 5, 14], Trains = true };

            // A row that is a multiple of 4 KiB is copied, and rows of samples lie odd numbers of cache lines apart.
            yield return new NetworkCase(Group, "RecurrentWideInput", new NetworkDescription(4, 256).SimpleRNN(20).Flatten().Dense(2).MeanSquaredError())
            {
                Batches = [1, 5],
                IsThorough = true,
            };
        }
    }

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
