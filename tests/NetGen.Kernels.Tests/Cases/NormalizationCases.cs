using System.Globalization;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Normalisations of each sample by itself, with and without weight and bias: of vectors, sequences and images, and in branches.</summary>
internal static class NormalizationCases
{
    public const string Group = "normalization of a sample";

    private static readonly WindowSettings Same3 = new(3) { Same = true };

    /// <summary>Those of each row.</summary>
    private static (string Name, Func<NetworkDescription, double, NetworkDescription> Append)[] OfRows =>
    [
        ("LayerNormPlain", (network, epsilon) => network.LayerNorm(epsilon: epsilon, scale: false, bias: false)),
        ("LayerNormScaled", (network, epsilon) => network.LayerNorm(epsilon: epsilon, bias: false)),
        ("LayerNormShifted", (network, epsilon) => network.LayerNorm(epsilon: epsilon, scale: false)),
        ("RMSNorm", (network, epsilon) => network.RMSNorm(epsilon: epsilon)),
        ("RMSNormPlain", (network, epsilon) => network.RMSNorm(epsilon: epsilon, scale: false)),
    ];

    public static IEnumerable<NetworkCase> All => [.. OfRows.SelectMany(row => RowCases(row.Name, row.Append)), .. GroupCases, .. InstanceCases];

    private static IEnumerable<NetworkCase> GroupCases
    {
        get
        {
            foreach ((int channels, int groups, bool thorough) in ((int, int, bool)[])
                [(3, 3, false), (5, 1, false), (4, 2, false), (15, 3, false), (33, 3, false), (16, 2, true), (8, 8, true), (17, 17, true), (17, 1, true), (1, 1, true), (16, 1, true), (12, 4, true)])
            {
                yield return Case(
                    Name($"GroupNorm{groups}OfImage{channels}"),
                    new NetworkDescription(3, 5, 2).Conv2D(channels, Same3).GroupNorm(groups).Activation("ReLU").Flatten().Dense(3).MeanSquaredError(),
                    thorough);
                yield return Case(
                    Name($"GroupNorm{groups}OfSequence{channels}"),
                    new NetworkDescription(5, channels).GroupNorm(groups).Activation("Tanh").GroupNorm(groups, epsilon: 1e-3).Flatten().Dense(3).MeanSquaredError(),
                    thorough || channels == 5);
                if (channels / groups > 2)
                    yield return Case(Name($"GroupNorm{groups}OfVector{channels}"), new NetworkDescription(7).Dense(channels).GroupNorm(groups, epsilon: 1e-3).Dense(3).SoftmaxCrossEntropy(), thorough);
            }

            foreach ((string kind, bool scale, bool bias) in ((string, bool, bool)[])[("Plain", false, false), ("Scaled", true, false), ("Shifted", false, true), ("Affine", true, true)])
            {
                // Read again behind the normalisation, whose gradient comes first or last; and at both ends.
                yield return Case(
                    $"GroupNorm{kind}InBranch",
                    new NetworkDescription(3, 4, 2).Conv2D(6, Same3).As("trunk").GroupNorm(2, scale: scale, bias: bias).Conv2D(6, Same3).Add("trunk").As("sum").Activation("Tanh").As("side")
                        .From("sum").GroupNorm(3, scale: scale, bias: bias).Multiply("side").Flatten().Dense(4).SoftmaxCrossEntropy());
                yield return Case(
                    $"GroupNorm{kind}AtBothEnds", new NetworkDescription(3, 4, 3).GroupNorm(3, scale: scale, bias: bias).Conv2D(5, Same3).GroupNorm(1, scale: scale, bias: bias).MeanSquaredError());
            }
        }
    }

    private static IEnumerable<NetworkCase> InstanceCases
    {
        get
        {
            foreach ((int channels, bool thorough) in CaseCatalog.Sizes([1, 5, 16], [3, 4, 8, 15, 17, 33]))
            {
                yield return Case(
                    Name($"InstanceNormOfImage{channels}"),
                    new NetworkDescription(3, 5, 2).Conv2D(channels, Same3, bias: false).InstanceNorm().Activation("ReLU").Flatten().Dense(3).MeanSquaredError(),
                    thorough);
                yield return Case(
                    Name($"InstanceNormOfSequence{channels}"),
                    new NetworkDescription(5, channels).InstanceNorm(scale: true, bias: true).Activation("Tanh").InstanceNorm(epsilon: 1e-3, scale: true).Flatten().Dense(3).MeanSquaredError(),
                    thorough);
            }

            yield return new NetworkCase(Group, "InstanceNormAffineAtOutput", new NetworkDescription(4, 5, 6).Conv2D(8, new WindowSettings(1)).InstanceNorm(scale: true, bias: true).MeanSquaredError()) { Batches = [1, 2, 4, 8], Trains = true };
            yield return Case("InstanceNormAtBothEnds", new NetworkDescription(3, 4, 3).InstanceNorm().Conv2D(5, Same3, bias: false).InstanceNorm(bias: true).MeanSquaredError());
        }
    }

    private static IEnumerable<NetworkCase> RowCases(string kind, Func<NetworkDescription, double, NetworkDescription> append)
    {
        bool isDaily = kind is "LayerNormPlain" or "RMSNorm";
        foreach ((int channels, bool thorough) in CaseCatalog.Sizes([5, 16], [3, 4, 8, 15, 17, 33]))
        {
            yield return Case(
                Name($"{kind}OfImage{channels}"),
                append(new NetworkDescription(3, 5, 2).Conv2D(channels, Same3), 1e-5).Activation("ReLU").Flatten().Dense(3).MeanSquaredError(),
                thorough);
            yield return Case(
                Name($"{kind}OfVector{channels}"), append(new NetworkDescription(7).Dense(channels), 1e-3).Dense(3).SoftmaxCrossEntropy(), thorough || !isDaily);
            yield return Case(
                Name($"{kind}OfSequence{channels}"),
                append(append(new NetworkDescription(5, channels), 1e-5).Activation("Tanh"), 1e-3).Flatten().Dense(3).MeanSquaredError(),
                thorough || !isDaily);
        }

        // Read again behind the normalisation, whose gradient comes first or last; and of an image that was flattened.
        yield return Case(
            kind + "InBranch",
            append(append(append(new NetworkDescription(3, 4, 2).Conv2D(5, Same3).As("trunk"), 1e-5).Conv2D(5, Same3).Add("trunk").As("sum").Activation("Tanh").As("side")
                .From("sum"), 1e-3).Multiply("side").Flatten(), 1e-5).Dense(4).SoftmaxCrossEntropy());
        yield return Case(kind + "AtOutput", append(append(new NetworkDescription(3, 4, 3), 1e-5).Conv2D(5, Same3), 1e-5).MeanSquaredError(), !isDaily);
    }

    private static NetworkCase Case(string name, NetworkDescription network, bool thorough = false)
        => new(Group, name, network) { Batches = [1, 5, 14], Trains = true, IsThorough = thorough };

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
