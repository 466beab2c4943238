using System.Globalization;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Dot products and cosines: channels that fill vectors and that do not, of vectors, sequences and images, in front of layers and losses.</summary>
internal static class DotCases
{
    public const string Group = "dot";

    private static readonly WindowSettings Same3 = new(3) { Same = true };

    public static IEnumerable<NetworkCase> All
    {
        get
        {
            foreach (bool normalize in new[] { false, true })
            {
                string kind = normalize ? "Cosine" : "Dot";
                // Of one channel a cosine is 1 or -1, and its gradient nothing but roundings, which Adam makes steps of.
                int[] others = normalize ? [2, 4, 7, 8, 15, 16, 31, 33] : [1, 2, 4, 7, 8, 15, 16, 31, 33];
                foreach ((int channels, bool thorough) in CaseCatalog.Sizes([3, 17], others))
                {
                    yield return Case(
                        Name($"{kind}OfVectors{channels}"),
                        new NetworkDescription(7).Dense(channels).As("left").From("input").Dense(channels).Dot("left", normalize).Dense(3).SoftmaxCrossEntropy(),
                        thorough);
                    yield return Case(
                        Name($"{kind}OfSequences{channels}"),
                        new NetworkDescription(5, channels).Activation("Tanh").As("left").Dense(channels).Dot("left", normalize).Dense(2).Flatten().Dense(3).MeanSquaredError(),
                        thorough);
                    yield return Case(
                        Name($"{kind}OfImages{channels}"),
                        new NetworkDescription(3, 4, 2).Conv2D(channels, Same3).Activation("Tanh").As("left").Conv2D(channels, Same3).Activation("Tanh").Dot("left", normalize).Conv2D(2, Same3).MeanSquaredError(),
                        thorough);
                }

                // Both sides have another reader; at the network's end a row of one channel meets the loss.
                yield return Case(
                    kind + "BesideOthers",
                    new NetworkDescription(9).Dense(6).As("left").Dense(6).As("right").Dot("left", normalize).Dense(6).Add("left", "right").Dense(3).SoftmaxCrossEntropy());
                yield return Case(kind + "AtOutput", new NetworkDescription(9).Dense(6).As("left").From("input").Dense(6).Dot("left", normalize).MeanSquaredError());
                yield return Case(kind + "OfFlattenedImages", new NetworkDescription(3, 4, 2).Conv2D(5, Same3).Flatten().As("left").Activation("Tanh").Dot("left", normalize).MeanSquaredError());
                yield return Case(kind + "WithInput", new NetworkDescription(6).Dense(6).Dot("input", normalize).MeanSquaredError());
            }

            yield return Case("DotWithItself", new NetworkDescription(5).Dense(7).Activation("Tanh").As("left").Dot("left").MeanSquaredError());
        }
    }

    private static NetworkCase Case(string name, NetworkDescription network, bool thorough = false)
        => new(Group, name, network) { Batches = [1, 6], Trains = true, IsThorough = thorough };

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
