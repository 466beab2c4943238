using System.Globalization;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Tables that are looked up: rows around vectors, one row and many, one place and many, more rows than units of their gradient.</summary>
internal static class EmbeddingCases
{
    public const string Group = "embedding";

    public static IEnumerable<NetworkCase> All
    {
        get
        {
            foreach ((int features, bool thorough) in CaseCatalog.Sizes([3, 16], [1, 4, 5, 7, 8, 9, 15, 17, 31, 33]))
            {
                // A row that no index of the batch means has no gradient.
                yield return new NetworkCase(Group, Name($"EmbeddingFeatures{features}"), NetworkDescription.OfIndices(5, 11).Embedding(features).MeanSquaredError())
                {
                    Batches = [1, 7],
                    Trains = true,
                    MayBeZero = true,
                    IsThorough = thorough,
                };
            }

            foreach ((int vocabulary, bool thorough) in CaseCatalog.Sizes([1, 200], [2, 63, 64, 65, 127, 128, 129]))
            {
                yield return new NetworkCase(
                    Group,
                    Name($"EmbeddingOf{vocabulary}"),
                    NetworkDescription.OfIndices(3, vocabulary).Embedding(6).Activation("Tanh").Flatten().Dense(4).SoftmaxCrossEntropy())
                { Batches = [1, 9], Trains = true, MayBeZero = true, IsThorough = thorough };
            }

            foreach ((int vocabulary, int mask) in ((int, int)[])[(1, 0), (5, 4), (130, 64)])
            {
                yield return new NetworkCase(
                    Group,
                    Name($"MaskedEmbedding{mask}Of{vocabulary}"),
                    NetworkDescription.OfIndices(7, vocabulary).Embedding(5, mask: mask).Activation("Tanh").Flatten().Dense(4).SoftmaxCrossEntropy())
                { Batches = [1, 9], Trains = true, MayBeZero = true };
            }

            yield return new NetworkCase(
                Group,
                "EmbeddingOfOnePlace",
                NetworkDescription.OfIndices(1, 9).Embedding(20).LayerNorm().SimpleRNN(5).Flatten().Dense(3).SoftmaxCrossEntropy())
            { Batches = [1, 6], Trains = true, MayBeZero = true };

            // Two tables for the same indices.
            yield return new NetworkCase(
                Group,
                "EmbeddingTwice",
                NetworkDescription.OfIndices(6, 13).Embedding(8).As("first").From("input").Embedding(8).Multiply("first").SimpleRNN(7, isReversed: true).Flatten().Dense(2)
                    .MeanSquaredError())
            { Batches = [1, 5], Trains = true, MayBeZero = true };
        }
    }

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
