using System.Globalization;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>
/// Layers that make one channel of several: halves of the channels, one gated by the other, and the largest of a few that stand side by side.
/// </summary>
internal static class GatedCases
{
    public const string Group = "gated";

    private static readonly WindowSettings Same3 = new(3) { Same = true };

    private static readonly (string Name, int Parts, Func<NetworkDescription, NetworkDescription> Append)[] Kinds =
    [
        ("GLU", 2, network => network.GLU()),
        ("SwiGLU", 2, network => network.SwiGLU()),
        ("GeGLU", 2, network => network.GeGLU()),
        ("ReGLU", 2, network => network.ReGLU()),
        ("Maxout2", 2, network => network.Maxout(2)),
        ("Maxout3", 3, network => network.Maxout(3)),
        ("Maxout1", 1, network => network.Maxout(1)),
    ];

    public static IEnumerable<NetworkCase> All
    {
        get
        {
            foreach ((string name, int parts, Func<NetworkDescription, NetworkDescription> append) in Kinds)
            {
                bool isFirst = name is "GLU" or "Maxout3";
                foreach ((int channels, bool thorough) in CaseCatalog.Sizes([3, 17], [1, 2, 4, 7, 8, 9, 12, 15, 16, 31]))
                {
                    bool isThorough = thorough || (channels == 17 && !isFirst);
                    yield return Case(Name($"{name}OfVector{channels}"), append(new NetworkDescription(7).Dense(parts * channels)).Dense(3).MeanSquaredError(), isThorough);
                    yield return Case(
                        Name($"{name}OfImage{channels}"), append(new NetworkDescription(3, 5, 2).Conv2D(parts * channels, Same3)).Flatten().Dense(3).MeanSquaredError(), isThorough);
                    yield return Case(Name($"{name}OfSequence{channels}"), append(new NetworkDescription(5, 3).Dense(parts * channels)).Flatten().Dense(3).MeanSquaredError(), thorough || !isFirst);
                }

                // Read again beside it, whose gradient comes first or last; halved again at once; at the input and at the output; and of a flattened image.
                yield return Case(
                    name + "InBranch",
                    append(append(new NetworkDescription(3, 4, 2).Conv2D(5 * parts * parts, Same3).As("trunk"))).Conv2D(5 * parts * parts, Same3).Add("trunk").As("sum").Activation("Tanh").As("side")
                        .From("sum").Multiply("side").Flatten().Dense(4).SoftmaxCrossEntropy());
                yield return Case(name + "AtEnds", append(append(new NetworkDescription(2, 3, 2 * parts)).Conv2D(5 * parts, Same3)).MeanSquaredError());
                yield return Case(name + "OfFlattenedImage", append(new NetworkDescription(3, 4, 2).Conv2D(5 * parts, Same3).Flatten()).Dense(3).MeanSquaredError());
                yield return Case(name + "OfFlattenedInput", append(new NetworkDescription(3, 2, 3 * parts).Flatten()).BatchNorm().MeanSquaredError()) with { Batches = [2, 5] };
            }

            // Zeros, which are equal: the first of them has the gradient.
            yield return new NetworkCase(
                Group, "MaxoutOfRectified", new NetworkDescription(3, 5, 2).Conv2D(12, Same3).Activation("ReLU").Maxout(4).Conv2D(2, Same3).MeanSquaredError())
            { IsExact = true };
        }
    }

    private static NetworkCase Case(string name, NetworkDescription network, bool thorough = false)
        => new(Group, name, network) { Batches = [1, 5, 14], Trains = true, IsThorough = thorough };

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
