namespace NetGen.Kernels.Tests.Cases;

/// <summary>Networks of equal layers, which share kernels: their passes are loops over places in memory, or many methods.</summary>
internal static class RepeatedCases
{
    public const string Group = "repeated";

    private static readonly WindowSettings Same3 = new(3) { Same = true };

    public static IEnumerable<NetworkCase> All =>
    [
        new NetworkCase(
            Group,
            "EqualDense",
            Repeat(new NetworkDescription(16), 24, static (network, _) => network.Dense(16).Activation("LeakyReLU", 0.5)).Dense(3).SoftmaxCrossEntropy())
        {
            Batches = [1, 15, 70],
            Trains = true,
        },
        new NetworkCase(
            Group,
            "EqualConvolutions",
            Repeat(new NetworkDescription(5, 4, 4), 20, static (network, _) => network.Conv2D(4, Same3).Activation("Tanh"))
                .GlobalAveragePool2D().Dense(3).SoftmaxCrossEntropy())
        {
            Trains = true,
        },
        // Each branch joins what is two blocks above: memory is free again in no simple order.
        new NetworkCase(
            Group,
            "EqualBranches",
            Repeat(new NetworkDescription(16).Dense(16).As("block0"), 20, static (network, index) => network
                .Dense(16).Activation("ReLU").Add($"block{Math.Max(0, index - 2)}").As($"block{index + 1}"))
                .Dense(3).SoftmaxCrossEntropy())
        {
            Batches = [1, 15],
            Trains = true,
        },
        new NetworkCase(
            Group,
            "EqualNormalized",
            Repeat(new NetworkDescription(4, 4, 4), 6, static (network, _) => network.Conv2D(4, Same3, bias: false).BatchNorm().Activation("ReLU"))
                .GlobalAveragePool2D().Dense(3).SoftmaxCrossEntropy())
        {
            Batches = [2, 5],
            Trains = true,
        },
        // No part of this sequence stands three times in a row, so nothing becomes a loop.
        new NetworkCase(
            Group,
            "ManyCalls",
            Repeat(new NetworkDescription(4).Dense(4), 220, static (network, index) => network.Activation("LeakyReLU", IsOdd(index) ? 0.98 : 0.99))
                .Dense(3).SoftmaxCrossEntropy()),
    ];

    private static NetworkDescription Repeat(NetworkDescription network, int count, Func<NetworkDescription, int, NetworkDescription> block)
    {
        for (int index = 0; index < count; index++) network = block(network, index);
        return network;
    }

    /// <summary>The sequence of Thue and Morse.</summary>
    private static bool IsOdd(int index) => int.PopCount(index) % 2 == 1;
}
