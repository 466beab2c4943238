using System.Globalization;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>
/// Products wide enough for fewer bits to be used, with normalisations, activations and sums behind them, drawn at random, in floats and in fewer bits: each of
/// these decides with the others which form a product has in inference.
/// </summary>
internal static class ProductDrawings
{
    private const int Daily = 12;
    private const int Thorough = 150;

    private static readonly string?[] s_precisions = ["BFloat16", "Int8", null];

    public static IEnumerable<NetworkCase> All => Enumerable.Range(0, Thorough).Select(Draw);

    private static NetworkCase Draw(int seed)
    {
        TestRandom random = new((ulong)seed + 7000);
        string? precision = s_precisions[seed % s_precisions.Length];
        bool isImage = random.NextInteger(0, 1) == 0;
        NetworkDescription network = isImage
            ? new NetworkDescription(random.NextInteger(1, 3), random.NextInteger(2, 3), random.NextInteger(70, 90))
            : new NetworkDescription(random.NextInteger(70, 140));
        if (precision is not null) network = network.InBits(precision);
        if (random.NextInteger(0, 4) == 0) network = network.Unrolled("Full");

        int products = random.NextInteger(2, 3);
        for (int product = 0; product < products; product++) network = Product(network, random, isImage, product);
        if (isImage) network = network.Flatten();
        network = network.Dense(random.NextInteger(1, 9)).MeanSquaredError();

        // Statistics of very few samples magnify every rounding.
        int[] batches = network.Kinds.Contains("BatchNorm") ? [random.NextInteger(12, 16), random.NextInteger(17, 24)] : [1, random.NextInteger(2, 16)];
        return new NetworkCase(FewBitsCases.Group, string.Create(CultureInfo.InvariantCulture, $"ProductsDrawn{seed}"), network)
        {
            Batches = batches,
            IsThorough = seed >= Daily,
            MayBeZero = true,
        };
    }

    private static NetworkDescription Product(NetworkDescription network, TestRandom random, bool isImage, int product)
    {
        // Fewer weights stay floats; the first product has enough. ReLU would silence still fewer units.
        bool isNarrow = product > 0 && random.NextInteger(0, 3) == 0;
        int units = isNarrow ? random.NextInteger(8, 20) : random.NextInteger(60, 100);
        bool bias = random.NextInteger(0, 1) == 0;
        network = (isImage, random.NextInteger(0, 3)) switch
        {
            (false, _) => network.Dense(units, bias),
            (true, 0) when product > 0 => network.Conv2D(Math.Min(units, 20), new WindowSettings(3) { Same = true }, bias: bias),
            _ => network.Conv2D(units, new WindowSettings(1), bias: bias),
        };
        string sums = string.Create(CultureInfo.InvariantCulture, $"sums{product}");
        bool isReadTwice = random.NextInteger(0, 5) == 0;
        if (isReadTwice) network = network.As(sums);
        if (random.NextInteger(0, 3) > 0) network = network.BatchNorm(epsilon: random.NextInteger(0, 1) == 0 ? 1e-5 : 1e-2);
        network = random.NextInteger(0, 3) switch
        {
            0 => network,
            1 => network.Activation("Tanh"),
            _ => network.Activation("ReLU"),
        };
        return isReadTwice ? network.Add(sums) : network;
    }
}
