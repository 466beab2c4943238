using System.Globalization;

using NetGen.Generator.Layers;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Losses: rows around vectors, and rows and labels for each step of a sequence.</summary>
internal static class LossCases
{
    public const string Group = "loss";

    public static IEnumerable<NetworkCase> All => [.. Elements, .. Rows, .. Labels, .. Sequences, .. Classes, .. ClassesOfSteps];

    /// <summary>Cross entropy with all that can be said of classes.</summary>
    private static IEnumerable<NetworkCase> Classes
    {
        get
        {
            foreach ((int classes, bool thorough) in CaseCatalog.Sizes([3, 17], [2, 4, 8, 15, 16, 33]))
            {
                double[] weights = [.. Enumerable.Range(0, classes).Select(label => 0.25 + (label % 3))];
                NetworkCase Create(FormattableString name, double smoothing, double[]? counts, int? ignored, bool takesShares = false)
                    => new(Group, Name(name), new NetworkDescription(9).Dense(classes).SoftmaxCrossEntropy(smoothing, counts, ignored, takesShares)) { Batches = [6, 11], Trains = true, IsThorough = thorough };
                yield return Create($"SmoothedOf{classes}", 0.125, null, null);
                yield return Create($"WeightedOf{classes}", 0, weights, null);
                yield return Create($"IgnoringOf{classes}", 0, null, 1);
                yield return Create($"SmoothedWeightedIgnoringOf{classes}", 0.25, weights, 0);
                yield return Create($"SharesOf{classes}", 0, null, null, takesShares: true);
                yield return Create($"SmoothedWeightedSharesOf{classes}", 0.25, weights, null, takesShares: true);
            }
        }
    }

    /// <summary>A label for each step.</summary>
    private static IEnumerable<NetworkCase> ClassesOfSteps
    {
        get
        {
            foreach ((int classes, bool thorough) in CaseCatalog.Sizes([3, 17], [2, 4, 8, 15, 16, 33]))
            {
                double[] weights = [.. Enumerable.Range(0, classes).Select(label => 0.25 + (label % 3))];
                NetworkCase Create(FormattableString name, NetworkDescription network) => new(Group, Name(name), network) { Batches = [3, 6], Trains = true, IsThorough = thorough };
                yield return Create($"StepsOf{classes}", new NetworkDescription(5, 4).Dense(classes).SoftmaxCrossEntropy());
                yield return Create($"StepsBehindStateOf{classes}", new NetworkDescription(7, 3).SimpleRNN(5).Dense(classes).SoftmaxCrossEntropy(0.125, weights, null));
                yield return Create($"IgnoringStepsOf{classes}", new NetworkDescription(5, 4).Dense(classes).SoftmaxCrossEntropy(0, null, 1));
                yield return Create($"SmoothedWeightedIgnoringStepsOf{classes}", new NetworkDescription(6, 4).Dense(classes).SoftmaxCrossEntropy(0.25, weights, 0));
            }

            yield return new NetworkCase(Group, "StepsOfIndices", NetworkDescription.OfIndices(6, 11).Embedding(8).SimpleRNN(9).Dense(11).SoftmaxCrossEntropy())
            { Batches = [1, 5], Trains = true, MayBeZero = true };
        }
    }

    /// <summary>Losses of values that hang together: of vectors, of steps, and of pixels, between whose channels lie lanes that are none.</summary>
    private static IEnumerable<NetworkCase> Rows
    {
        get
        {
            foreach (string loss in (string[])["KLDivergence", "GaussianNLL", "CosineDistance", "Dice", "Tversky"])
            {
                foreach ((int units, bool thorough) in CaseCatalog.Sizes([4, 18], [2, 8, 16, 34]))
                {
                    yield return new NetworkCase(Group, Name($"{loss}Of{units}"), new NetworkDescription(9).Dense(units).EndIn(loss)) { Batches = [1, 6], Trains = true, IsThorough = thorough };
                }

                yield return new NetworkCase(Group, $"{loss}OfSteps", new NetworkDescription(5, 4).Dense(6).EndIn(loss)) { Batches = [1, 4], Trains = true };
                yield return new NetworkCase(Group, $"{loss}OfPixels", new NetworkDescription(4, 3, 2).Conv2D(2, new WindowSettings(1, 1)).EndIn(loss)) { Batches = [1, 4], Trains = true };
            }
        }
    }

    private static IEnumerable<NetworkCase> Labels
    {
        get
        {
            foreach (string loss in (string[])["CategoricalFocal", "MultiMargin", "SquaredMultiMargin", "CategoricalHinge"])
            {
                foreach ((int classes, bool thorough) in CaseCatalog.Sizes([3, 17], [2, 8, 16, 33]))
                {
                    yield return new NetworkCase(Group, Name($"{loss}Of{classes}"), new NetworkDescription(9).Dense(classes).EndIn(loss)) { Batches = [3, 6], Trains = true, IsThorough = thorough };
                }
            }
        }
    }

    /// <summary>Losses that need a sequence of some length.</summary>
    private static IEnumerable<NetworkCase> Sequences =>
    [
        new NetworkCase(Group, "TripletMarginOf5", new NetworkDescription(3, 7).Dense(5).EndIn("TripletMargin")) { Batches = [1, 6], Trains = true },
        new NetworkCase(Group, "TripletMarginOf16", new NetworkDescription(3, 7).Dense(16).EndIn("TripletMargin")) { Batches = [1, 6], Trains = true },
        new NetworkCase(Group, "CTCOf3", new NetworkDescription(5, 4).Dense(3).EndIn("CTC")) { Batches = [1, 6], Trains = true },
        new NetworkCase(Group, "CTCOf4", new NetworkDescription(4, 6).Dense(4).EndIn("CTC")) { Batches = [1, 6], Trains = true },
    ];

    private static IEnumerable<NetworkCase> Elements
    {
        get
        {
            foreach (string loss in LossCatalog.All.Where(loss => loss.Element is { Struct: not null }).Select(loss => loss.Kind).Append("WeightedBinaryCrossEntropy"))
            {
                foreach ((int units, bool thorough) in CaseCatalog.Sizes([3, 17], [1, 4, 8, 15, 16, 33]))
                {
                    yield return new NetworkCase(Group, Name($"{loss}Of{units}"), new NetworkDescription(9).Dense(units).EndIn(loss)) { Batches = [1, 6], Trains = true, IsThorough = thorough };
                }

                yield return new NetworkCase(Group, $"{loss}OfSteps", new NetworkDescription(5, 4).Dense(3).EndIn(loss)) { Batches = [1, 4], Trains = true };
            }
        }
    }

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
