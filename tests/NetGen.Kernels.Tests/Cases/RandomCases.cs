using System.Globalization;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Layers that change values at random, with what the first step draws; inference leaves values as they are.</summary>
internal static class RandomCases
{
    private const string Group = "random";

    private static readonly WindowSettings Same3 = new(3) { Same = true };

    /// <summary>Batches of more than one where a single sample might be dropped, and nothing be seen of it.</summary>
    private static (string Name, int[] Batches, Func<NetworkDescription, NetworkDescription> Append)[] Layers =>
    [
        ("GaussianNoise", [1, 5], network => network.GaussianNoise(0.5)),
        ("GaussianDropout", [1, 5], network => network.GaussianDropout(0.3)),
        ("AlphaDropout", [1, 5], network => network.AlphaDropout(0.2)),
        ("StochasticDepth", [5, 14], network => network.StochasticDepth(0.4)),
    ];

    public static IEnumerable<NetworkCase> All
    {
        get
        {
            foreach ((int channels, bool thorough) in CaseCatalog.Sizes([3, 17], [1, 4, 8, 15, 16, 31]))
            {
                foreach ((string name, int[] batches, Func<NetworkDescription, NetworkDescription> append) in Layers)
                {
                    yield return new NetworkCase(
                        Group,
                        Name($"{name}OfImage{channels}"),
                        append(new NetworkDescription(3, 5, 2).Conv2D(channels, Same3)).Conv2D(2, Same3).Flatten().Dense(3).MeanSquaredError())
                    { Batches = batches, IsThorough = thorough };
                    yield return new NetworkCase(
                        Group,
                        Name($"{name}OfVector{channels}"),
                        append(new NetworkDescription(7).Dense(channels).Activation("SELU")).Dense(3).SoftmaxCrossEntropy())
                    { Batches = batches, IsThorough = thorough };
                }

                yield return new NetworkCase(
                    Group,
                    Name($"SpatialDropout1DOfSequence{channels}"),
                    new NetworkDescription(5, 2).Dense(channels).SpatialDropout1D(0.4).Conv1D(3, new StepWindow(3)).Flatten().Dense(3).MeanSquaredError())
                { Batches = channels == 1 ? [5, 7] : [1, 5], IsThorough = thorough };
                yield return new NetworkCase(
                    Group,
                    Name($"SpatialDropout2DOfImage{channels}"),
                    new NetworkDescription(3, 5, 2).Conv2D(channels, Same3).SpatialDropout2D(0.4).Conv2D(2, Same3).Flatten().Dense(3).MeanSquaredError())

                // A sample whose only channel is dropped has no gradient.
                { Batches = channels == 1 ? [5, 7] : [1, 5], IsThorough = thorough };
            }

            // At the end of a branch, and on the input.
            yield return new NetworkCase(
                Group,
                "StochasticDepthInBranch",
                new NetworkDescription(3, 4, 5).GaussianNoise(0.25).As("trunk").Conv2D(5, Same3).Activation("ReLU").StochasticDepth(0.5).Add("trunk").Flatten().Dense(4).MeanSquaredError())
            { Batches = [5, 14] };
        }
    }

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
