using System.Globalization;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Statistics of data: of inputs and inside, of vectors, sequences, images and flattened images.</summary>
internal static class StandardizeCases
{
    public const string Group = "standardize";

    private static readonly WindowSettings Same3 = new(3) { Same = true };

    public static IEnumerable<NetworkCase> All
    {
        get
        {
            foreach ((int channels, bool thorough) in CaseCatalog.Sizes([3, 17], [1, 4, 8, 15, 16]))
            {
                yield return Case(Name($"StandardizeOfVector{channels}"), new NetworkDescription(channels).Standardize().Dense(5).Standardize().Activation("Tanh").Dense(3).SoftmaxCrossEntropy(), thorough);
                yield return Case(Name($"StandardizeOfImage{channels}"), new NetworkDescription(3, 5, channels).Standardize().Conv2D(channels, Same3).Standardize().Activation("Tanh").Flatten().Dense(3).MeanSquaredError(), thorough);
                yield return Case(Name($"StandardizeOfSequence{channels}"), new NetworkDescription(5, channels).Standardize().Activation("Tanh").Flatten().Dense(3).MeanSquaredError(), thorough);
            }

            yield return Case("StandardizeOfFlattenedImage", new NetworkDescription(3, 4, 2).Conv2D(5, Same3).Flatten().Standardize().MeanSquaredError());
            yield return Case(
                "StandardizeInBranch",
                new NetworkDescription(3, 4, 2).Conv2D(5, Same3).As("trunk").Standardize().Conv2D(5, Same3).Add("trunk").Flatten().Dense(4).SoftmaxCrossEntropy());
        }
    }

    private static NetworkCase Case(string name, NetworkDescription network, bool thorough = false)
        => new(Group, name, network) { Batches = [1, 5, 14], Trains = true, IsThorough = thorough };

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
