using System.Globalization;

using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>
/// Networks drawn at random whose products are of bytes: those of <see cref="Drawn.DrawnNetworks"/> are too small for any. What stands in front of a product
/// decides where its rows lie and what is between their values.
/// </summary>
internal static class ByteDrawings
{
    private const int Daily = 16;
    private const int Thorough = 120;
    private const int LeastWidth = 64;
    private const int MostWidth = 150;

    private static readonly string[] s_activations = ["ReLU", "Tanh", "GELU", "Sigmoid", "LeakyReLU", "Softplus"];

    public static IEnumerable<NetworkCase> All => Enumerable.Range(0, Thorough).Select(Create);

    private static NetworkCase Create(int seed)
    {
        NetworkDescription network = Draw(new TestRandom((ulong)seed + 1));
        return new NetworkCase(ByteCases.Group, string.Create(CultureInfo.InvariantCulture, $"BytesDrawn{seed}"), network)
        {
            // Statistics of very few samples magnify every rounding.
            Batches = network.Kinds.Contains("BatchNorm") ? [6, 9] : [2, 5],
            IsThorough = seed >= Daily,
            MayBeZero = true,
        };
    }

    private static NetworkDescription Draw(TestRandom random)
    {
        int Width() => random.NextInteger(LeastWidth, MostWidth);
        int form = random.NextInteger(0, 2);
        NetworkDescription network = form switch
        {
            0 => new NetworkDescription(Width()),
            1 => new NetworkDescription(random.NextInteger(2, 6), Width()),
            _ => new NetworkDescription(random.NextInteger(2, 4), random.NextInteger(1, 4), Width()),
        };
        network = network.InBytes();
        if (random.NextInteger(0, 3) == 0) network = network.Unrolled("Size");
        int products = random.NextInteger(1, 3);
        for (int product = 0; product < products; product++)
        {
            network = Product(Between(network, form, random, product), form, Width());
            if (random.NextInteger(0, 2) > 0) network = network.Activation(s_activations[random.NextInteger(0, s_activations.Length - 1)]);
        }

        return random.NextInteger(0, 1) == 0 ? network.MeanSquaredError() : network.Flatten().Dense(random.NextInteger(2, 9)).SoftmaxCrossEntropy();
    }

    private static NetworkDescription Product(NetworkDescription network, int form, int width)
        => form == 2 ? network.Conv2D(width, new WindowSettings(1)) : network.Dense(width);

    /// <summary>What may stand in front of a product.</summary>
    private static NetworkDescription Between(NetworkDescription network, int form, TestRandom random, int product)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"branch{product}");
        switch (random.NextInteger(0, 7))
        {
            case 0:
                return network.BatchNorm();
            case 1:
                return network.Dropout(0.2);
            case 2:
                // Parts side by side, each padded for itself.
                return Product(network.Activation("Tanh").As(name), form, random.NextInteger(5, 90)).Concat(name);
            case 3 when form == 1:
                return network.GRU(random.NextInteger(33, 50), new RecurrenceOptions(IsBidirectional: true));
            case 4 when form == 1:
                return network.LSTM(random.NextInteger(65, 90), new RecurrenceOptions());
            case 4 when form == 2:
                return network.Conv2D(random.NextInteger(65, 90), new WindowSettings(3) { Same = true });
            case 5 when form != 2:
                return network.LayerNorm();
            case 6:
                return network.Scale(-1);
            case 7 when form == 0:
                return network.Dense(random.NextInteger(64, 90)).WeightNorm().Activation("ReLU");
            default:
                return network;
        }
    }
}
