using System.Globalization;

using NetGen.Generator.Layers;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Losses of single elements: rows around vectors, and rows for each step of a sequence.</summary>
internal static class LossCases
{
    public const string Group = "loss";

    public static IEnumerable<NetworkCase> All => [.. Elements, .. Classes];

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
