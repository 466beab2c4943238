namespace NetGen.Kernels.Tests.Cases;

/// <summary>Layers whose weights are computed from other parameters: in front of every kernel that reads weights, in every packing of them.</summary>
internal static class ReparameterizationCases
{
    public const string Group = "reparameterized";

    private static readonly (string Name, Func<NetworkDescription> Describe, bool IsThorough)[] Networks =
    [
        ("Dense1To1", () => Pair(1, 1), false),
        ("Dense5To7", () => Pair(5, 7), false),
        ("Dense17To15", () => Pair(17, 15), false),
        ("Dense33To31", () => Pair(33, 31), true),
        ("Dense130To65", () => Pair(130, 65), false),
        ("DenseOnSteps", () => new NetworkDescription(3, 5).Dense(9), false),
        ("DenseBehindImage", () => new NetworkDescription(3, 5, 7).Flatten().Dense(9), false),
        ("Direct5x5", () => Image(3).Conv2D(6, new WindowSettings(5)), false),
        ("Strided3x3", () => Image(5).Conv2D(17, new WindowSettings(3) { Stride = 2, Same = true }), false),
        ("Pixelwise", () => Image(7).Conv2D(9, new WindowSettings(1)), false),
        ("Winograd3x3", () => Image(16).Conv2D(32, new WindowSettings(3) { Same = true, Algorithm = "Winograd" }), false),
        ("GroupsOfThree", () => Image(4).Conv2D(6, new WindowSettings(3), groups: 2), false),
        ("GroupsOfPanels", () => Image(6).Conv2D(32, new WindowSettings(2), groups: 2), false),
        ("GroupsOfFourPixelwise", () => Image(6).Conv2D(8, new WindowSettings(1), groups: 2), false),
        ("Depthwise3x3", () => Image(17).DepthwiseConv2D(new WindowSettings(3) { Same = true }), false),
        ("DepthwiseTwice", () => Image(5).DepthwiseConv2D(new WindowSettings(3), multiplier: 2), false),
        ("Transposed4Stride2", () => Image(17).Conv2DTranspose(5, new WindowSettings(4) { Stride = 2, PaddingSize = 1 }), false),
        ("TransposedGroups", () => Image(4).Conv2DTranspose(6, new WindowSettings(3) { Stride = 2 }, groups: 2), false),
        ("TransposedOfPanels", () => Image(16).Conv2DTranspose(32, new WindowSettings(2) { Stride = 2 }, groups: 2), true),
        ("TransposedDepthwise", () => Image(5).Conv2DTranspose(5, new WindowSettings(3) { Stride = 2 }, groups: 5), false),
        ("CausalConv1D", () => new NetworkDescription(9, 5).Conv1D(7, new StepWindow(3) { Causal = true, Dilation = 2 }), false),
        ("SeparableConv2D", () => Image(5).SeparableConv2D(4, new WindowSettings(3)), false),
    ];

    public static IEnumerable<NetworkCase> All
    {
        get
        {
            foreach (string kind in (string[])["WeightNorm", "SpectralNorm"])
            {
                foreach ((string name, Func<NetworkDescription> describe, bool isThorough) in Networks)
                {
                    yield return Case(kind + name, describe().Reparameterized(kind).Activation("Tanh").Flatten().Dense(4).Reparameterized(kind).MeanSquaredError()) with
                    {
                        IsThorough = isThorough,
                        // Of one weight, its direction has no gradient.
                        MayBeZero = name == "Dense1To1",
                        IsTransformed = name.StartsWith("Winograd", StringComparison.Ordinal),
                    };
                }

                yield return Case(kind + "Network", WholeNetwork(kind).SoftmaxCrossEntropy()) with { Batches = [1, 14], Trains = true };
                yield return Case(kind + "NetworkOfSize", WholeNetwork(kind).Unrolled("Size").SoftmaxCrossEntropy()) with { Batches = [5] };
            }

            yield return Case("SpectralNormIterated", new NetworkDescription(13).Dense(9).SpectralNorm(iterations: 3).Activation("Tanh").Dense(4).SpectralNorm(iterations: 0).MeanSquaredError()) with { Trains = true };
        }
    }

    private static NetworkDescription WholeNetwork(string kind)
    {
        var same = new WindowSettings(3) { Same = true };
        return new NetworkDescription(9, 9, 3)
            .Conv2D(16, same).Reparameterized(kind).Activation("ReLU").As("stem")
            .Conv2D(16, same, bias: false).Reparameterized(kind).BatchNorm().Activation("ReLU").Conv2D(16, same).Add("stem")
            .MaxPool2D(new WindowSettings(2)).Conv2DTranspose(6, new WindowSettings(2) { Stride = 2 }).Reparameterized(kind).Activation("Tanh")
            .Flatten().Dense(20).Reparameterized(kind).Activation("ReLU").Dense(5).Reparameterized(kind);
    }

    /// <summary>Two layers, so that the gradient of the second one's input is used.</summary>
    private static NetworkDescription Pair(int features, int units) => new NetworkDescription(features).Dense(features, bias: units % 3 != 0).Dense(units);

    /// <summary>A layer in front, for the same reason.</summary>
    private static NetworkDescription Image(int channels) => new NetworkDescription(6, 7, 2).Conv2D(channels, new WindowSettings(1));

    private static NetworkCase Case(string name, NetworkDescription network) => new(Group, name, network);
}
