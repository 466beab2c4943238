using System.Globalization;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Pooling between a convolution and a dense layer, and directly at the network's input and output.</summary>
internal static class PoolingCases
{
    public const string Group = "pooling";

    private static readonly (string Name, int Height, int Width, int Channels, WindowSettings Window, bool IsThorough)[] Windows =
    [
        ("2", 6, 8, 16, new WindowSettings(2), false),
        ("2Odd", 7, 5, 3, new WindowSettings(2), true),
        ("2Same", 7, 5, 17, new WindowSettings(2) { Same = true }, false),
        ("3Stride2", 9, 8, 5, new WindowSettings(3) { Stride = 2 }, false),
        ("3Stride2Same", 8, 9, 8, new WindowSettings(3) { Stride = 2, Same = true }, true),
        ("3Stride1Same", 5, 6, 4, new WindowSettings(3) { Stride = 1, Same = true }, true),
        ("3Padded", 7, 8, 9, new WindowSettings(3) { Stride = 2, PaddingSize = 1 }, false),
        ("2x3", 6, 9, 7, new WindowSettings(2, 3), false),
        ("1x2", 3, 8, 1, new WindowSettings(1, 2), true),
        ("2Stride3", 8, 8, 6, new WindowSettings(2) { Stride = 3 }, true),
        ("Whole", 4, 5, 33, new WindowSettings(4, 5), true),
    ];

    private static readonly (int Height, int Width, int ToHeight, int ToWidth, int Channels, bool IsThorough)[] Adaptive =
    [
        (7, 5, 3, 2, 5, false), (6, 8, 3, 4, 17, false), (5, 4, 1, 3, 4, false), (3, 2, 5, 2, 3, false), (4, 7, 4, 1, 8, true), (10, 11, 4, 3, 16, true), (7, 7, 1, 1, 3, true),
    ];

    private static readonly (int Height, int Width, int FactorHeight, int FactorWidth, int Channels, bool IsThorough)[] Bilinear =
    [
        (3, 4, 2, 2, 5, false), (2, 3, 3, 1, 17, false), (1, 4, 2, 3, 8, false), (1, 1, 2, 2, 4, false), (4, 3, 1, 4, 16, true), (3, 3, 5, 2, 1, true),
    ];

    public static IEnumerable<NetworkCase> All
    {
        get
        {
            foreach ((string name, int height, int width, int channels, WindowSettings window, bool thorough) in Windows)
            {
                yield return Between($"MaxPool{name}", isExact: true, network => network.MaxPool2D(window), height, width, channels) with { IsThorough = thorough };
                // A mean divides, and only by powers of two is that exact.
                yield return Between($"AveragePool{name}", isExact: false, network => network.AveragePool2D(window), height, width, channels) with { IsThorough = thorough };
                yield return Between($"MaxPool{name}Fused", isExact: true, network => network.Activation("ReLU").MaxPool2D(window), height, width, channels) with
                {
                    IsThorough = thorough || name != "2",
                };
            }

            foreach ((int channels, bool thorough) in CaseCatalog.Sizes([17], [1, 3, 4, 8]))
            {
                yield return Between(Name($"GlobalAveragePool{channels}"), isExact: false, network => network.GlobalAveragePool2D(), 3, 5, channels) with { IsThorough = thorough };
                yield return Between(Name($"GlobalMaxPool{channels}"), isExact: true, network => network.GlobalMaxPool2D(), 3, 5, channels) with { IsThorough = thorough };
            }

            foreach ((int height, int width, int toHeight, int toWidth, int channels, bool thorough) in Adaptive)
            {
                yield return Between(Name($"AdaptiveAverage{height}x{width}To{toHeight}x{toWidth}"), isExact: false, network => network.AdaptiveAveragePool2D(toHeight, toWidth), height, width, channels) with { IsThorough = thorough };
                yield return Between(Name($"AdaptiveMax{height}x{width}To{toHeight}x{toWidth}"), isExact: true, network => network.AdaptiveMaxPool2D(toHeight, toWidth), height, width, channels) with { IsThorough = thorough };
            }

            foreach ((int height, int width, int factorHeight, int factorWidth, int channels, bool thorough) in Bilinear)
            {
                yield return Between(Name($"Bilinear{height}x{width}By{factorHeight}x{factorWidth}"), isExact: false, network => network.BilinearUpSampling2D(factorHeight, factorWidth), height, width, channels) with { IsThorough = thorough };
            }

            yield return new NetworkCase(Group, "BilinearAtInput", new NetworkDescription(3, 4, 3).BilinearUpSampling2D(2, 2).Conv2D(4, new WindowSettings(2)).MeanSquaredError());
            yield return new NetworkCase(Group, "BilinearAtOutput", new NetworkDescription(3, 4, 3).Conv2D(5, new WindowSettings(2)).BilinearUpSampling2D(3, 2).MeanSquaredError());
            yield return new NetworkCase(
                Group,
                "BilinearTwice",
                new NetworkDescription(3, 2, 3).Conv2D(5, new WindowSettings(1)).As("a").BilinearUpSampling2D(2, 2).As("b").From("a").BilinearUpSampling2D(2, 2).Multiply("b").MeanSquaredError());
            yield return new NetworkCase(
                Group,
                "MaxPoolAtInput",
                new NetworkDescription(6, 7, 3).MaxPool2D(new WindowSettings(2)).Conv2D(4, new WindowSettings(2)).MeanSquaredError())
            { IsExact = true };
            yield return new NetworkCase(
                Group,
                "MaxPoolAtOutput",
                new NetworkDescription(6, 7, 3).Conv2D(5, new WindowSettings(2)).MaxPool2D(new WindowSettings(2)).MeanSquaredError())
            { IsExact = true };
            yield return new NetworkCase(
                Group,
                "AveragePoolAtInput",
                new NetworkDescription(6, 7, 3).AveragePool2D(new WindowSettings(2)).Conv2D(4, new WindowSettings(2)).MeanSquaredError());
            yield return new NetworkCase(
                Group,
                "AveragePoolAtOutput",
                new NetworkDescription(6, 7, 3).Conv2D(5, new WindowSettings(2)).AveragePool2D(new WindowSettings(2)).MeanSquaredError());
            yield return new NetworkCase(
                Group,
                "GlobalAveragePoolAtOutput",
                new NetworkDescription(4, 3, 3).Conv2D(5, new WindowSettings(2)).GlobalAveragePool2D().SoftmaxCrossEntropy());
        }
    }

    private static NetworkCase Between(
        string name, bool isExact, Func<NetworkDescription, NetworkDescription> pool, int height, int width, int channels)
        => new(
            Group,
            name,
            pool(new NetworkDescription(height, width, 2).Conv2D(channels, new WindowSettings(1))).Flatten().Dense(4).MeanSquaredError())
        {
            IsExact = isExact,
            Batches = [1, 4, 5],
        };

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
