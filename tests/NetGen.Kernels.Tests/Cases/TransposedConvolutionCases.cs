namespace NetGen.Kernels.Tests.Cases;

/// <summary>Transposed convolutions: every setting, channels around the lengths of vectors, groups of all kinds, behind what leaves something in padding.</summary>
internal static class TransposedConvolutionCases
{
    public const string Group = "transposed";

    private static readonly (string Name, int Channels, int Filters, WindowSettings Window, int OutputPadding, int Groups, bool IsThorough)[] Settings =
    [
        ("2Stride2", 3, 4, new WindowSettings(2) { Stride = 2 }, 0, 1, false),
        ("4Stride2Padded", 17, 5, new WindowSettings(4) { Stride = 2, PaddingSize = 1 }, 0, 1, false),
        ("3Stride2PaddedTwice", 8, 16, new WindowSettings(3) { Stride = 2, PaddingSize = 1 }, 1, 1, false),
        ("3", 5, 3, new WindowSettings(3), 0, 1, false),
        ("3Same", 4, 33, new WindowSettings(3) { Same = true }, 0, 1, true),
        ("5Stride2Same", 9, 7, new WindowSettings(5) { Stride = 2, Same = true }, 0, 1, false),
        ("2Stride3Same", 3, 5, new WindowSettings(2) { Stride = 3, Same = true }, 0, 1, false),
        ("2Stride3", 3, 5, new WindowSettings(2) { Stride = 3 }, 2, 1, true),
        ("3Dilated", 5, 6, new WindowSettings(3) { Dilation = 2, PaddingSize = 1 }, 0, 1, false),
        ("3DilatedStride2", 5, 6, new WindowSettings(3) { Dilation = 2, Stride = 2 }, 1, 1, true),
        ("3DilatedWithRest", 5, 6, new WindowSettings(3) { Dilation = 3, Stride = 2 }, 2, 1, false),
        ("2x3", 6, 4, new WindowSettings(2, 3) { StrideHeight = 1, StrideWidth = 2 }, 0, 1, false),
        ("1", 5, 9, new WindowSettings(1), 0, 1, false),
        ("1Stride2", 5, 4, new WindowSettings(1) { Stride = 2 }, 1, 1, true),
        ("Grouped3Stride2", 4, 6, new WindowSettings(3) { Stride = 2, PaddingSize = 1 }, 1, 2, false),
        ("GroupedOfPanels", 16, 32, new WindowSettings(2) { Stride = 2 }, 0, 2, false),
        ("GroupedOfFour", 8, 12, new WindowSettings(3) { Stride = 2 }, 0, 2, true),
        ("GroupedToOne", 6, 3, new WindowSettings(3) { Stride = 2 }, 0, 3, false),
        ("GroupedFromOne", 3, 6, new WindowSettings(3) { Stride = 2 }, 0, 3, false),
        ("Depthwise3Stride2", 5, 5, new WindowSettings(3) { Stride = 2, PaddingSize = 1 }, 1, 5, false),
        ("Depthwise4Stride2Same", 17, 17, new WindowSettings(4) { Stride = 2, Same = true }, 0, 17, false),
    ];

    public static IEnumerable<NetworkCase> All
    {
        get
        {
            foreach ((string name, int channels, int filters, WindowSettings window, int outputPadding, int groups, bool thorough) in Settings)
            {
                NetworkDescription image = new NetworkDescription(3, 2, 2).Conv2D(channels, new WindowSettings(1));
                yield return Case("Transposed" + name, image.Conv2DTranspose(filters, window, outputPadding, groups).Flatten().Dense(3), isExact: true) with { IsThorough = thorough };
            }

            // A sigmoid leaves a half in the padding of pixels, which must not come into the weights' padding.
            NetworkDescription sigmoid = new NetworkDescription(3, 3, 2).Conv2D(5, new WindowSettings(1)).Activation("Sigmoid");
            yield return Case("TransposedBehindSigmoid", sigmoid.Conv2DTranspose(3, new WindowSettings(2) { Stride = 2 }), isExact: false) with { Trains = true };
            NetworkDescription grouped = new NetworkDescription(3, 3, 2).Conv2D(6, new WindowSettings(1)).Activation("Sigmoid");
            yield return Case("TransposedGroupsBehindSigmoid", grouped.Conv2DTranspose(4, new WindowSettings(3) { Stride = 2 }, groups: 2), isExact: false) with { Trains = true };
            yield return Case("TransposedAtInput", new NetworkDescription(3, 2, 3).Conv2DTranspose(4, new WindowSettings(3) { Stride = 2 }).Conv2D(2, new WindowSettings(2)), isExact: true);
            yield return Case("TransposedDepthwiseAtInput", new NetworkDescription(3, 2, 3).Conv2DTranspose(3, new WindowSettings(3) { Stride = 2 }, groups: 3), isExact: true);
            yield return Case("TransposedRectified", new NetworkDescription(3, 2, 2).Conv2D(5, new WindowSettings(1)).Conv2DTranspose(6, new WindowSettings(2) { Stride = 2 }).Activation("ReLU").Conv2DTranspose(3, new WindowSettings(2) { Stride = 2 }, bias: false), isExact: true);
            yield return Case("TransposedOnePixel", new NetworkDescription(6).Dense(17).Reshape(1, 1, 17).Conv2DTranspose(5, new WindowSettings(4)).Activation("ReLU").Conv2DTranspose(3, new WindowSettings(1)), isExact: true);
            yield return Case("TransposedOnePixelToOne", new NetworkDescription(1, 1, 6).Conv2D(5, new WindowSettings(1)).Conv2DTranspose(7, new WindowSettings(1)), isExact: true);
            NetworkDescription between = new NetworkDescription(2, 3, 2).Conv2D(8, new WindowSettings(1)).Conv2DTranspose(2, new WindowSettings(2, 1) { StrideHeight = 3, StrideWidth = 1 }, groups: 2);
            yield return Case("TransposedGroupsLeaveARowOut", between, isExact: true);
            NetworkDescription read = new NetworkDescription(3, 2, 2).Conv2D(5, new WindowSettings(1)).As("a").Conv2DTranspose(5, new WindowSettings(3) { PaddingSize = 1 }).Add("a");
            yield return Case("TransposedAndRead", read, isExact: true);
        }
    }

    private static NetworkCase Case(string name, NetworkDescription network, bool isExact) => new(Group, name, network.MeanSquaredError()) { IsExact = isExact };
}
