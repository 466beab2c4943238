using System.Globalization;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Layers that move values: between layers with weights, at the network's input and output, with channels that fill vectors and that do not.</summary>
internal static class ArrangementCases
{
    public const string Group = "arrangement";

    private static readonly (string Name, int Height, int Width, Func<NetworkDescription, NetworkDescription> Append)[] OfAnyChannels =
    [
        ("Padded", 3, 4, network => network.ZeroPadding2D(1, 1, 1, 1)),
        ("PaddedOnEachSide", 6, 5, network => network.ZeroPadding2D(1, 0, 2, 1)),
        ("PaddedBelow", 2, 3, network => network.ZeroPadding2D(0, 1, 0, 0)),
        ("Cropped", 5, 6, network => network.Cropping2D(1, 1, 2, 2)),
        ("CroppedOnEachSide", 5, 6, network => network.Cropping2D(0, 3, 2, 1)),
        ("CroppedToOne", 3, 3, network => network.Cropping2D(1, 1, 1, 1)),
        ("CroppedRows", 5, 3, network => network.Cropping2D(1, 2, 0, 0)),
        ("UpSampled", 3, 2, network => network.UpSampling2D(2, 2)),
        ("UpSampledRows", 2, 3, network => network.UpSampling2D(3, 1)),
        ("UpSampledColumns", 2, 3, network => network.UpSampling2D(1, 5)),
        ("UpSampledByLoops", 2, 1, network => network.UpSampling2D(4, 3)),
        ("Mirrored", 3, 4, network => network.Permute(2, 1, 3)),
        ("ChannelsFirst", 3, 4, network => network.Permute(3, 1, 2)),
        ("RowsLast", 3, 4, network => network.Permute(2, 3, 1)),
        ("Reversed", 2, 5, network => network.Permute(3, 2, 1)),
        ("ColumnsLast", 2, 5, network => network.Permute(1, 3, 2)),
    ];

    public static IEnumerable<NetworkCase> All
    {
        get
        {
            foreach ((string name, int height, int width, Func<NetworkDescription, NetworkDescription> append) in OfAnyChannels)
            {
                foreach ((int channels, bool thorough) in CaseCatalog.Sizes([3, 16], [1, 4, 5, 8, 17, 33]))
                {
                    yield return Case(Name($"{name}{channels}"), append(Image(height, width, channels)).Activation("LeakyReLU", 0.5).Flatten().Dense(3)) with { IsThorough = thorough };
                }

                yield return Case(name + "AtInput", append(new NetworkDescription(height, width, 3)).Conv2D(4, new WindowSettings(1)));
                yield return Case(name + "AtOutput", append(Image(height, width, 5)));
                yield return Case(name + "Twice", Twice(append, height, width));
            }

            foreach ((int factor, int channels) in new[] { (2, 1), (2, 3), (2, 4), (3, 2), (1, 5), (4, 1) })
            {
                yield return Case(Name($"Shuffled{factor}To{channels}"), Image(2, 3, factor * factor * channels).PixelShuffle(factor).Conv2D(3, new WindowSettings(2)));
            }

            yield return Case("ShuffledAtInput", new NetworkDescription(2, 2, 12).PixelShuffle(2).Conv2D(2, new WindowSettings(1)));
            yield return Case("SequenceTurned", new NetworkDescription(5, 2).Dense(3).Permute(2, 1).Dense(4));
            yield return Case("SequenceTurnedAtInput", new NetworkDescription(17, 5).Permute(2, 1).Dense(4));
            foreach (NetworkCase item in Reshaped) yield return item;
        }
    }

    private static IEnumerable<NetworkCase> Reshaped =>
    [
        Case("ReshapedVectorToImage", new NetworkDescription(3).Dense(48).Reshape(4, 4, 3).Conv2D(5, new WindowSettings(2))),
        Case("ReshapedVectorToPanels", new NetworkDescription(3).Dense(48).Reshape(3, 1, 16).Activation("ReLU").Conv2D(5, new WindowSettings(1))),
        Case("ReshapedVectorWithRest", new NetworkDescription(3).Dense(12).Activation("ReLU").Reshape(3, 1, 4).Activation("LeakyReLU", 0.5).Conv2D(5, new WindowSettings(1))),
        Case("ReshapedImageToVector", new NetworkDescription(3, 2, 2).Conv2D(5, new WindowSettings(1)).Reshape(30).Dense(3)),
        Case("ReshapedImageToSequence", new NetworkDescription(3, 4, 2).Conv2D(5, new WindowSettings(1)).Reshape(12, 5).Dense(3)),
        Case("ReshapedRows", new NetworkDescription(4, 3, 2).Conv2D(5, new WindowSettings(1)).Reshape(2, 6, 5).Conv2D(3, new WindowSettings(2))),
        Case("ReshapedChannels", new NetworkDescription(4, 3, 2).Conv2D(5, new WindowSettings(1)).Reshape(2, 3, 10).Conv2D(3, new WindowSettings(2))),
        Case("ReshapedChannelsAgain", new NetworkDescription(4, 3, 2).Conv2D(6, new WindowSettings(1)).Reshape(2, 18, 2).Reshape(9, 8).Dense(3)),
        Case("ReshapedAtInput", new NetworkDescription(12).Reshape(2, 2, 3).Conv2D(5, new WindowSettings(1))),
        Case("ReshapedImageAtInput", new NetworkDescription(4, 3, 2).Reshape(2, 3, 4).Conv2D(5, new WindowSettings(1))),
        Case("ReshapedAtOutput", new NetworkDescription(5).Dense(21).Reshape(7, 3)),
        Case("ReshapedToAColumn", new NetworkDescription(5).Dense(7).Reshape(7, 1).Dense(3)),
        Case("ReshapedAndRead", new NetworkDescription(2, 3, 2).Conv2D(5, new WindowSettings(1)).As("a").Reshape(1, 6, 5).Conv2D(5, new WindowSettings(1)).Reshape(2, 3, 5).Add("a")),
        Case("ReshapedChannelsAndRead", new NetworkDescription(2, 3, 2).Conv2D(5, new WindowSettings(1)).As("a").Reshape(1, 5, 6).Reshape(2, 3, 5).Add("a")),
    ];

    private static NetworkDescription Image(int height, int width, int channels)
        => new NetworkDescription(height, width, 2).Conv2D(channels, new WindowSettings(1));

    /// <summary>Two readers of one image, so that one kernel adds to the gradient of the other.</summary>
    private static NetworkDescription Twice(Func<NetworkDescription, NetworkDescription> append, int height, int width)
    {
        NetworkDescription network = append(Image(height, width, 4).As("image")).As("first");
        return append(network.From("image")).Multiply("first");
    }

    private static NetworkCase Case(string name, NetworkDescription network)
        => new(Group, name, network.MeanSquaredError()) { IsExact = true };

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
