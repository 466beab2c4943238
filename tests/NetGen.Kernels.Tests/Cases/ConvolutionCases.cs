using System.Globalization;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Convolutions: chosen corners, and random ones for the combinations nobody thinks of.</summary>
internal static class ConvolutionCases
{
    public const string Group = "convolution";

    private const int DailyRandomCases = 4;
    private const int ThoroughRandomCases = 60;

    public static IEnumerable<NetworkCase> All => [.. Corners, .. Depthwise, .. SideBySide, .. Random];

    private static IEnumerable<NetworkCase> Corners
    {
        get
        {
            yield return First("ConvSame5", 14, 14, 1, 32, new WindowSettings(5) { Same = true });
            yield return First("ConvSame3Rgb", 9, 11, 3, 16, new WindowSettings(3) { Same = true }) with { IsThorough = true };
            yield return First("ConvValid7", 13, 9, 2, 5, new WindowSettings(7));
            yield return First("ConvOnePixel", 1, 1, 3, 4, new WindowSettings(1));
            yield return First("ConvKernelLargerThanImage", 3, 2, 2, 4, new WindowSettings(5) { Same = true });
            // Whole tiles of weights whose kernel columns fall beside the image at every position.
            yield return First("ConvKernelColumnsBesideImage", 4, 1, 8, 8, new WindowSettings(5) { Same = true }) with { MayBeZero = true };
            yield return First("ConvRow", 1, 17, 4, 8, new WindowSettings(1, 3) { Same = true }) with { IsThorough = true };
            yield return First("ConvColumn", 17, 1, 4, 8, new WindowSettings(3, 1) { Same = true }) with { IsThorough = true };
            yield return First("ConvWidePaddingSize", 6, 5, 2, 8, new WindowSettings(3) { PaddingSize = 2 }) with { IsThorough = true };
            yield return First("ConvNoBias", 6, 6, 4, 8, new WindowSettings(3), bias: false) with { IsThorough = true };
            // One case for every number of filters and of channels around the vector lengths.
            foreach ((int filters, bool thorough) in CaseCatalog.Sizes([1, 5, 16, 17], [3, 4, 7, 8, 9, 15, 31, 33]))
                yield return Inner(Name($"ConvFilters{filters}"), 5, 6, 3, filters, new WindowSettings(3) { Same = true }) with { IsThorough = thorough };
            foreach ((int channels, bool thorough) in CaseCatalog.Sizes([5, 17], [1, 4, 8, 13, 16, 32]))
                yield return Inner(Name($"ConvChannels{channels}"), 5, 4, channels, 6, new WindowSettings(3) { Same = true }) with { IsThorough = thorough };
            // Widths around the register tiles.
            foreach ((int width, bool thorough) in CaseCatalog.Sizes([1, 7, 15], [2, 6, 13, 14, 28, 29]))
                yield return Inner(Name($"ConvWidth{width}"), 3, width, 2, 17, new WindowSettings(3) { Same = true }) with { IsThorough = thorough };
            foreach ((int stride, bool thorough) in CaseCatalog.Sizes([2], [3]))
            {
                yield return Inner(Name($"ConvSameStride{stride}"), 8, 7, 3, 5, new WindowSettings(3) { Same = true, Stride = stride }) with { IsThorough = thorough };
                yield return Inner(Name($"ConvValidStride{stride}"), 9, 8, 3, 5, new WindowSettings(3) { Stride = stride }) with { IsThorough = thorough };
                yield return Inner(Name($"ConvPointwiseStride{stride}"), 7, 8, 5, 9, new WindowSettings(1) { Stride = stride }) with { IsThorough = thorough };
            }

            yield return Inner("ConvStrideBeyondKernel", 7, 9, 3, 4, new WindowSettings(2) { Stride = 3 }) with { IsThorough = true };
            yield return Inner("ConvUnequalStrides", 8, 9, 3, 4, new WindowSettings(3) { StrideHeight = 2, StrideWidth = 1, Same = true });
            yield return Inner("ConvEvenKernel", 6, 7, 3, 4, new WindowSettings(2) { Same = true }) with { IsThorough = true };
            yield return Inner("ConvKernel2x5", 6, 7, 3, 4, new WindowSettings(2, 5) { Same = true });
            yield return Inner("ConvKernel7x1", 8, 5, 3, 4, new WindowSettings(7, 1) { Same = true }) with { IsThorough = true };
            yield return Inner("ConvDilated", 9, 8, 3, 5, new WindowSettings(3) { Dilation = 2, Same = true }) with { IsThorough = true };
            yield return Inner("ConvDilatedValid", 9, 8, 3, 5, new WindowSettings(2) { Dilation = 3 }) with { IsThorough = true };
            yield return Inner("ConvDilatedStrided", 11, 10, 3, 5, new WindowSettings(3) { Dilation = 2, Stride = 2, PaddingSize = 2 });
            yield return Inner("ConvPointwise", 5, 6, 17, 33, new WindowSettings(1));
            yield return Inner("ConvGroups2", 5, 6, 8, 16, new WindowSettings(3) { Same = true }, groups: 2);
            yield return Inner("ConvGroups3OddChannels", 5, 6, 15, 9, new WindowSettings(3) { Same = true }, groups: 3);
            yield return Inner("ConvGroups5To3Filters", 4, 5, 25, 15, new WindowSettings(3), groups: 5) with { IsThorough = true };
            yield return Inner("ConvGroups2Of17", 4, 4, 34, 34, new WindowSettings(1), groups: 2) with { IsThorough = true };
            yield return Inner("ConvGroupsStrided", 7, 7, 6, 10, new WindowSettings(3) { Stride = 2, Same = true }, groups: 2);
        }
    }

    private static IEnumerable<NetworkCase> Depthwise
    {
        get
        {
            foreach ((int channels, bool thorough) in CaseCatalog.Sizes([5, 16, 17, 35], [1, 2, 3, 4, 8, 9, 31, 64]))
                yield return Inner(Name($"Depthwise{channels}"), 5, 6, channels, channels, new WindowSettings(3) { Same = true }, channels) with { IsThorough = thorough };
            foreach ((int channels, bool thorough) in CaseCatalog.Sizes([3, 32], [4, 7, 17]))
                yield return First(Name($"DepthwiseFirst{channels}"), 6, 5, channels, channels, new WindowSettings(3) { Same = true }, groups: channels) with { IsThorough = thorough };
            // Widths around the register tiles.
            foreach ((int width, bool thorough) in CaseCatalog.Sizes([11, 21], [1, 2, 10, 20, 41]))
                yield return Inner(Name($"DepthwiseWidth{width}"), 3, width, 8, 8, new WindowSettings(3) { Same = true }, groups: 8) with { IsThorough = thorough };
            // Weight gradients of larger kernels are computed in blocks of taps.
            foreach ((int size, bool thorough) in CaseCatalog.Sizes([5], [1, 2, 4, 7, 9, 13]))
                yield return Inner(Name($"DepthwiseKernel{size}"), size + 3, size + 2, 17, 17, new WindowSettings(size) { Same = true }, groups: 17) with { IsThorough = thorough };
            yield return Inner("DepthwiseKernel2x15", 5, 18, 5, 5, new WindowSettings(2, 15) { Same = true }, groups: 5);
            yield return Inner("DepthwiseKernel15x2", 18, 5, 5, 5, new WindowSettings(15, 2) { Same = true }, groups: 5) with { IsThorough = true };
            yield return Inner("DepthwiseKernelLargerThanImage", 3, 2, 9, 9, new WindowSettings(5) { Same = true }, groups: 9);
            yield return Inner("DepthwiseMultiplier2", 5, 5, 7, 14, new WindowSettings(3) { Same = true }, groups: 7);
            yield return Inner("DepthwiseNoBias", 5, 5, 17, 17, new WindowSettings(3), groups: 17, bias: false);
            yield return Inner("DepthwiseStrided", 7, 8, 9, 9, new WindowSettings(5) { Same = true, Stride = 2 }, groups: 9);
            yield return Inner("DepthwiseStrideBeyondKernel", 8, 9, 5, 5, new WindowSettings(2) { Stride = 3 }, groups: 5);
            yield return Inner("DepthwiseUnequalStrides", 8, 9, 6, 6, new WindowSettings(3) { StrideHeight = 1, StrideWidth = 2, PaddingSize = 2 }, groups: 6) with { IsThorough = true };
            yield return Inner("DepthwiseDilated", 7, 8, 9, 9, new WindowSettings(3) { Same = true, Dilation = 2 }, groups: 9);
            yield return Inner("DepthwiseDilatedStrided", 11, 10, 17, 17, new WindowSettings(3) { Dilation = 2, Stride = 2, PaddingSize = 2 }, groups: 17);
            yield return new NetworkCase(
                Group,
                "DepthwiseBehindReLU",
                new NetworkDescription(6, 7, 2)
                    .Conv2D(18, new WindowSettings(1)).Activation("ReLU").As("wide")
                    .Conv2D(18, new WindowSettings(3) { Same = true }, groups: 18).Activation("ReLU").Add("wide")
                    .Conv2D(3, new WindowSettings(1))
                    .MeanSquaredError())
            {
                Batches = [1, 3],
            };
        }
    }

    /// <summary>Groups that share vectors.</summary>
    private static IEnumerable<NetworkCase> SideBySide
    {
        get
        {
            // Groups, channels of each, filters of each.
            foreach ((int groups, int channels, int filters, bool thorough) in new[]
            {
                (9, 4, 4, false), (5, 8, 8, false), (17, 1, 3, false), (3, 19, 1, false), (2, 9, 9, false), (7, 2, 5, false),
                (2, 1, 1, true), (2, 1, 2, true), (3, 2, 1, true), (4, 1, 4, true), (16, 2, 2, true), (33, 1, 2, true), (6, 3, 3, true), (3, 5, 12, true),
                (2, 16, 3, true), (2, 3, 16, true), (2, 24, 4, true), (2, 4, 24, true), (2, 40, 20, true), (18, 17, 1, true), (11, 1, 7, true), (2, 2, 33, true),
            })
            {
                yield return Inner(
                    Name($"Groups{groups}From{channels}To{filters}"), 4, 7, groups * channels, groups * filters, new WindowSettings(3) { Same = true }, groups) with
                { IsThorough = thorough };
            }

            // The caller's input is not padded, and nothing behind it may be read.
            yield return First("GroupsFirst6", 5, 6, 6, 12, new WindowSettings(3) { Same = true }, groups: 6);
            yield return First("GroupsFirst2Of5", 3, 4, 10, 6, new WindowSettings(3) { Same = true }, groups: 2) with { IsThorough = true };
            yield return First("GroupsFirst20", 3, 4, 20, 40, new WindowSettings(2), groups: 20) with { IsThorough = true };
            yield return Inner("GroupsPointwise", 5, 6, 21, 15, new WindowSettings(1), groups: 3);
            yield return Inner("GroupsPointwiseStrided", 5, 6, 9, 15, new WindowSettings(1) { Stride = 2 }, groups: 3) with { IsThorough = true };
            // Rows are put side by side in several bands.
            yield return Inner("GroupsInBands", 30, 24, 12, 20, new WindowSettings(3) { Same = true }, groups: 2) with { Batches = [1, 2] };
            yield return Inner("GroupsInBandsStrided", 31, 30, 18, 18, new WindowSettings(5) { Same = true, Stride = 2, Dilation = 2 }, groups: 2) with { Batches = [1, 2], IsThorough = true };
            yield return Inner("GroupsStrideBeyondKernel", 8, 9, 10, 5, new WindowSettings(2) { Stride = 3 }, groups: 5);
            yield return Inner("GroupsUnequalStrides", 8, 9, 6, 18, new WindowSettings(3) { StrideHeight = 1, StrideWidth = 2, PaddingSize = 2 }, groups: 6) with { IsThorough = true };
            yield return Inner("GroupsDilatedStrided", 11, 10, 15, 9, new WindowSettings(3) { Dilation = 2, Stride = 2, PaddingSize = 2 }, groups: 3);
            yield return BesideTheOnlyColumn("ConvBesideTheOnlyColumn", 5, groups: 1);
            yield return BesideTheOnlyColumn("DepthwiseBesideTheOnlyColumn", 5, groups: 5);
            yield return BesideTheOnlyColumn("GroupsBesideTheOnlyColumn", 9, groups: 3);
            // Padding above the image and rows left out between taps: the first result's first row inside is not the topmost that is read.
            yield return First("GroupsDilatedBehindPadding", 9, 2, 4, 2, new WindowSettings(4) { Dilation = 2, PaddingSize = 3 }, groups: 2);
            yield return Inner("GroupsDilatedAndStridedBehindPadding", 9, 7, 9, 9, new WindowSettings(3) { Dilation = 3, PaddingSize = 2, Stride = 2 }, groups: 3);
            yield return First("GroupsReadingOddRows", 13, 7, 4, 4, new WindowSettings(3) { Dilation = 4, PaddingSize = 1, Stride = 2 }, groups: 2);
            yield return Inner("GroupsKernelLargerThanImage", 3, 2, 12, 12, new WindowSettings(5) { Same = true }, groups: 3);
            yield return Inner("GroupsKernel2x15", 5, 18, 6, 6, new WindowSettings(2, 15) { Same = true }, groups: 3) with { IsThorough = true };
            yield return Inner("GroupsNoBias", 5, 5, 10, 30, new WindowSettings(3), groups: 10, bias: false);
            yield return Inner("GroupsWidth41", 3, 41, 10, 10, new WindowSettings(3) { Same = true }, groups: 5) with { IsThorough = true };
            yield return new NetworkCase(
                Group,
                "GroupsBehindReLU",
                new NetworkDescription(6, 7, 2)
                    .Conv2D(20, new WindowSettings(1)).Activation("ReLU").As("wide")
                    .Conv2D(20, new WindowSettings(3) { Same = true }, groups: 5).Activation("ReLU").Add("wide")
                    .Conv2D(3, new WindowSettings(1))
                    .MeanSquaredError())
            {
                Batches = [1, 3],
            };
        }
    }

    private static IEnumerable<NetworkCase> Random
    {
        get
        {
            for (int number = 1; number <= ThoroughRandomCases; number++)
            {
                var random = new TestRandom((ulong)number);
                int groups = random.NextInteger(0, 2) == 0 ? random.NextInteger(2, 3) : 1;
                bool dilated = random.NextInteger(0, 2) == 0;
                var window = new WindowSettings(random.NextInteger(1, 5), random.NextInteger(1, 5))
                {
                    StrideHeight = random.NextInteger(1, 3),
                    StrideWidth = random.NextInteger(1, 3),
                    Dilation = dilated ? 2 : 1,
                    Same = random.NextInteger(0, 1) == 0,
                };
                // A window that sees only padding is an error.
                int narrowest = (Math.Min(window.Height, window.Width) - 1) * window.Dilation;
                if (!window.Same) window = window with { PaddingSize = random.NextInteger(0, Math.Min(2, narrowest)) };
                int height = ((window.Height - 1) * window.Dilation) + random.NextInteger(1, 6);
                int width = ((window.Width - 1) * window.Dilation) + random.NextInteger(1, 9);
                yield return Inner(
                    Name($"ConvRandom{number}"),
                    height,
                    width,
                    groups * random.NextInteger(1, 9),
                    groups * random.NextInteger(1, 19),
                    window,
                    groups,
                    bias: random.NextInteger(0, 3) > 0) with
                { IsThorough = number > DailyRandomCases };
            }
        }
    }

    /// <summary>Dilation steps over the only column: no tap ever falls inside, and the weights have no gradient.</summary>
    private static NetworkCase BesideTheOnlyColumn(string name, int channels, int groups)
        => new(Group, name, new NetworkDescription(5, 1, channels).Conv2D(channels, new WindowSettings(4) { Dilation = 2, Same = true }, groups).Add("input").MeanSquaredError())
        {
            MayBeZero = true,
        };

    /// <summary>The convolution reads the caller's input and its result goes to the caller's output.</summary>
    private static NetworkCase First(
        string name, int height, int width, int channels, int filters, WindowSettings window, bool bias = true, int groups = 1)
        => new(Group, name, new NetworkDescription(height, width, channels).Conv2D(filters, window, groups, bias).MeanSquaredError())
        {
            IsExact = true,
            Batches = [1, 2, 5],
        };

    /// <summary>The convolution between two other layers, so that the gradient of its input is used too.</summary>
    private static NetworkCase Inner(
        string name, int height, int width, int channels, int filters, WindowSettings window, int groups = 1, bool bias = true)
        => new(
            Group,
            name,
            new NetworkDescription(height, width, 2)
                .Conv2D(channels, new WindowSettings(1))
                .Conv2D(filters, window, groups, bias)
                .Flatten()
                .Dense(4)
                .MeanSquaredError())
        {
            IsExact = true,
            Batches = [1, 4, 5],
        };

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
