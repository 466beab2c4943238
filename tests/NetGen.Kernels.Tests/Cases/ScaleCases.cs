using System.Globalization;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>
/// Trained factors, one for each channel or one for all: of vectors, sequences and images, overwriting their input in inference, and in branches.
/// </summary>
internal static class ScaleCases
{
    public const string Group = "scale";

    private static readonly WindowSettings Same3 = new(3) { Same = true };

    public static IEnumerable<NetworkCase> All
    {
        get
        {
            foreach (bool shared in new[] { false, true })
            {
                string kind = shared ? "SharedScale" : "Scale";
                foreach ((int channels, bool thorough) in CaseCatalog.Sizes([3, 17], [1, 4, 7, 8, 15, 16, 31]))
                {
                    yield return Case(
                        Name($"{kind}OfImage{channels}"),
                        new NetworkDescription(3, 5, 2).Conv2D(channels, Same3).Scale(0.5, shared).Flatten().Dense(3).MeanSquaredError(),
                        thorough);
                    yield return Case(
                        Name($"{kind}OfVector{channels}"),
                        new NetworkDescription(7).Dense(channels).Scale(-1.5, shared).Dense(3).SoftmaxCrossEntropy(),
                        thorough);
                    yield return Case(
                        Name($"{kind}OfSequence{channels}"),
                        new NetworkDescription(5, channels).Scale(shared: shared).Activation("Tanh").Scale(0.25, shared).Flatten().Dense(3).MeanSquaredError(),
                        thorough);
                }

                // Read again beside the factors, whose gradient comes first or last.
                yield return Case(
                    kind + "InBranch",
                    new NetworkDescription(3, 4, 2).Conv2D(5, Same3).As("trunk").Scale(0.5, shared).Conv2D(5, Same3).Add("trunk").As("sum").Activation("Tanh").As("side")
                        .From("sum").Scale(2, shared).Multiply("side").Flatten().Scale(0.5, shared).Dense(4).SoftmaxCrossEntropy());

                // The factor alone learns in the first step.
                yield return Case(
                    kind + "OfNothing",
                    new NetworkDescription(3, 4, 2).Conv2D(5, Same3).As("trunk").Conv2D(5, Same3).Activation("ReLU").Scale(0, shared).Add("trunk").MeanSquaredError());
                yield return Case(kind + "AtOutput", new NetworkDescription(3, 4, 3).Scale(0.5, shared).Conv2D(5, Same3).Activation("ReLU").Scale(2, shared).MeanSquaredError());
                yield return Case(kind + "OfFlattenedImage", new NetworkDescription(3, 4, 2).Conv2D(5, Same3).Flatten().Scale(0.75, shared).MeanSquaredError());
                yield return new NetworkCase(
                    Group, kind + "Exact", new NetworkDescription(3, 4, 3).Conv2D(5, Same3).Scale(2, shared).MeanSquaredError())
                { IsExact = true, Batches = [1, 4] };
            }
        }
    }

    private static NetworkCase Case(string name, NetworkDescription network, bool thorough = false)
        => new(Group, name, network) { Batches = [1, 5, 14], Trains = true, IsThorough = thorough };

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
