using System.Globalization;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>
/// Convolutions of which Winograd's algorithm computes some, drawn at random: how many tiles a sample has decides how many samples go together, what stands
/// before and behind decides what they hand on, and the batch what is left over.
/// </summary>
internal static class WinogradDrawings
{
    private const int Daily = 8;
    private const int Thorough = 100;
    private const int MostChannels = 48;

    private static readonly string[] s_algorithms = ["Winograd", "Winograd", "Auto", "Direct"];

    public static IEnumerable<NetworkCase> All => Enumerable.Range(0, Thorough).Select(Draw);

    private static NetworkCase Draw(int seed)
    {
        TestRandom random = new((ulong)seed + 9000);
        NetworkDescription network = new(random.NextInteger(2, 18), random.NextInteger(2, 18), random.NextInteger(0, 1) == 0 ? 16 : 3);
        int layers = random.NextInteger(2, 4);

        // Of fewer there is nothing that could be forgotten.
        if (layers == 4 && random.NextInteger(0, 1) == 0) network = network.Recomputed();
        for (int layer = 0; layer < layers; layer++) network = Layer(network, random);
        network = random.NextInteger(0, 2) switch
        {
            0 => network,
            1 => network.GlobalAveragePool2D().Dense(random.NextInteger(1, 9)),
            _ => network.Flatten().Dense(random.NextInteger(1, 9)),
        };

        // Statistics of very few samples magnify every rounding.
        int[] batches = network.Kinds.Contains("BatchNorm") ? [random.NextInteger(12, 16), random.NextInteger(17, 24)] : [1, random.NextInteger(2, 24)];
        return new NetworkCase(WinogradCases.Group, string.Create(CultureInfo.InvariantCulture, $"WinogradDrawn{seed}"), network.MeanSquaredError())
        {
            Batches = batches,
            IsThorough = seed >= Daily,
            IsTransformed = true,
            MayBeZero = true,
        };
    }

    private static NetworkDescription Layer(NetworkDescription network, TestRandom random)
    {
        // Sixteens and what does not fill their panel.
        int filters = Math.Min(MostChannels, (random.NextInteger(1, 3) * 16) - (random.NextInteger(0, 3) == 0 ? 5 : 0));
        WindowSettings window = new(random.NextInteger(0, 3) == 0 ? 5 : 3)
        {
            Same = true,
            Algorithm = s_algorithms[random.NextInteger(0, s_algorithms.Length - 1)],
        };
        network = network.Conv2D(filters, window, bias: random.NextInteger(0, 2) > 0);
        if (random.NextInteger(0, 4) == 0) network = network.BatchNorm();
        return random.NextInteger(0, 2) switch
        {
            0 => network,
            1 => network.Activation("Tanh"),
            _ => network.Activation("ReLU"),
        };
    }
}
