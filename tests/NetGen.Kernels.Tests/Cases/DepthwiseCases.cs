using System.Globalization;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>
/// Depthwise convolutions by their own attribute: every setting, one filter for each channel and several, channels that fill vectors and that do not.
/// </summary>
internal static class DepthwiseCases
{
    public const string Group = "depthwise";

    private static readonly (string Name, WindowSettings Window)[] Windows =
    [
        ("Same", new WindowSettings(3) { Same = true }),
        ("Valid", new WindowSettings(2, 3)),
        ("Strided", new WindowSettings(3) { Stride = 2, PaddingSize = 1 }),
        ("Dilated", new WindowSettings(2) { Dilation = 2 }),
    ];

    public static IEnumerable<NetworkCase> All
    {
        get
        {
            foreach ((string name, WindowSettings window) in Windows)
            {
                foreach ((int channels, bool thorough) in CaseCatalog.Sizes([3, 16], [1, 4, 5, 8, 17]))
                {
                    yield return Case(Name($"Depthwise{name}{channels}"), Image(channels).DepthwiseConv2D(window).Activation(channels == 1 ? "Tanh" : "ReLU").Flatten().Dense(3), thorough);
                    yield return Case(
                        Name($"Depthwise{name}{channels}Times3"), Image(channels).DepthwiseConv2D(window, multiplier: 3, bias: false).Conv2D(4, new WindowSettings(1)), thorough || channels == 16);
                }
            }

            yield return Case("Separable", Image(5).SeparableConv2D(7, Windows[0].Window, multiplier: 2).Activation("ReLU").SeparableConv2D(4, Windows[2].Window, bias: false).Flatten().Dense(3));
            yield return Case("SeparableInBranch", Image(3).As("stem").SeparableConv2D(3, Windows[0].Window).From("stem").SeparableConv2D(3, Windows[0].Window).Add("separable1.pointwise"));
            yield return Case("SeparableReadInside", Image(3).SeparableConv2D(3, Windows[0].Window).Add("separable1.depthwise").Flatten().Dense(2));
            yield return Case("DepthwiseAtEnds", new NetworkDescription(5, 4, 3).DepthwiseConv2D(Windows[0].Window, multiplier: 2).DepthwiseConv2D(Windows[0].Window, multiplier: 2));
        }
    }

    private static NetworkDescription Image(int channels) => new NetworkDescription(5, 6, 2).Conv2D(channels, new WindowSettings(1));

    private static NetworkCase Case(string name, NetworkDescription network, bool thorough = false)
        => new(Group, name, network.MeanSquaredError()) { Batches = [1, 5], Trains = true, IsThorough = thorough };

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
