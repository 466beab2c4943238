using System.Globalization;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Dense layers: one, whose input and output are the caller's, and two, so that the gradient of a dense layer's input is used.</summary>
internal static class DenseCases
{
    public const string Group = "dense";

    // Around every vector length (4, 8, 16) and panel, primes, and sizes beyond one register tile and beyond straight-line code.
    // The last four: a single row of seven panels, of three in two sums per output, of two and of a small one in four sums with inputs left over.
    private static readonly (int Features, int Units)[] DailySizes = [(1, 1), (17, 15), (130, 65), (70, 100), (97, 47), (131, 20), (203, 7)];

    private static readonly (int Features, int Units)[] DailyPairs = [(5, 7), (16, 16), (33, 31)];

    private static readonly (int Features, int Units)[] AllSizes =
    [
        .. DailySizes, .. DailyPairs, (2, 3), (3, 2), (4, 4), (7, 5), (8, 8), (9, 9), (15, 17), (31, 33), (48, 64), (67, 47), (100, 10), (127, 129), (211, 3), (90, 150),
    ];

    public static IEnumerable<NetworkCase> All
    {
        get
        {
            foreach ((int features, int units) in AllSizes)
            {
                yield return new NetworkCase(
                    Group,
                    Name($"Dense{features}To{units}"),
                    new NetworkDescription(features).Dense(units).MeanSquaredError())
                {
                    Batches = [1, 2, 5, 14, 15, 50],
                    IsExact = true,
                    IsThorough = !DailySizes.Contains((features, units)),
                };
                yield return new NetworkCase(
                    Group,
                    Name($"DensePair{features}To{units}"),
                    new NetworkDescription(features).Dense(units, bias: units % 3 != 0).Dense(features).Dense(4).MeanSquaredError())
                {
                    Batches = [1, 4, 15],
                    IsExact = true,
                    IsThorough = !DailyPairs.Contains((features, units)),
                };
            }

            yield return new NetworkCase(
                Group,
                "DenseBehindImage",
                new NetworkDescription(3, 5, 7).Flatten().Dense(9).Dense(4).MeanSquaredError())
            {
                IsExact = true,
                Batches = [1, 2, 5],
            };
            foreach ((int steps, int features, int units) in ((int, int, int)[])[(7, 5, 9), (1, 17, 16), (13, 3, 33), (4, 16, 1)])
            {
                yield return new NetworkCase(
                    Group,
                    Name($"DenseOn{steps}Steps{features}To{units}"),
                    new NetworkDescription(steps, features).Dense(units, bias: units != 33).Dense(features).MeanSquaredError())
                { IsExact = true, Batches = [1, 2, 5], Trains = steps == 7 };
            }

            yield return new NetworkCase(
                Group,
                "DenseOnStepsAndOnAllOfThem",
                new NetworkDescription(6, 5).Dense(7).Activation("ReLU").As("a").Dense(7).Activation("Tanh").Add("a").Flatten().Dense(4).SoftmaxCrossEntropy())
            { Batches = [1, 2, 5, 15], Trains = true };
            yield return new NetworkCase(
                Group,
                "DenseClassifier",
                new NetworkDescription(20).Dense(33).Activation("ReLU").Dense(7).SoftmaxCrossEntropy())
            {
                Batches = [1, 2, 5, 14, 15, 50],
                Trains = true,
            };
            yield return new NetworkCase(
                Group,
                "DenseClassifierWithManyClasses",
                new NetworkDescription(6).Dense(300).SoftmaxCrossEntropy())
            { Trains = true };
        }
    }

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
