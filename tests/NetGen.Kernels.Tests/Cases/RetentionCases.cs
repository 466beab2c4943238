using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Networks whose training steps keep less than all: they compute parts of the forward pass again, or tensors share memory.</summary>
internal static class RetentionCases
{
    public const string Group = "retention";

    private static readonly WindowSettings Same3 = new(3) { Same = true };

    // Channels fill panels: what has gaps does not share its memory.
    public static IEnumerable<NetworkCase> All =>
    [
        Again("RecomputedDense", Repeat(new NetworkDescription(20), 9, static network => network.Dense(32).Activation("Tanh")).Dense(3).SoftmaxCrossEntropy()),
        Again(
            "RecomputedConvolutions",
            Repeat(new NetworkDescription(9, 8, 3), 6, static network => network.Conv2D(8, Same3).Activation("ReLU"))
                .MaxPool2D(new WindowSettings(2)).Flatten().Dense(12).Activation("Sigmoid").Dense(3).SoftmaxCrossEntropy()),
        // Statistics of the batch are kept, what they normalise is not.
        Again(
            "RecomputedNormalized",
            Repeat(new NetworkDescription(6, 6, 3), 6, static network => network.Conv2D(8, Same3, bias: false).BatchNorm().Activation("ReLU"))
                .GlobalAveragePool2D().Dense(3).SoftmaxCrossEntropy(),
            2,
            5),
        // Each branch reads what stands two blocks above: it is kept.
        Again(
            "RecomputedBranches",
            Branches(new NetworkDescription(16).Dense(16).As("block0"), 10).Dense(3).SoftmaxCrossEntropy()),
        // Gates have gaps between them and are not shared; what stands around them is.
        Again(
            "RecomputedSequence",
            Repeat(new NetworkDescription(7, 16), 3, static network => network.LSTM(16, new RecurrenceOptions()).LayerNorm().Dense(16)
                .Activation("GELU").Dense(16).Activation("Tanh"))
                .Flatten().Dense(3).SoftmaxCrossEntropy()),
        Again(
            "RecomputedAttention",
            Repeat(new NetworkDescription(6, 16), 4, static network => network.MultiHeadAttention(new AttentionOptions(2)).LayerNorm().Dense(32)
                .Activation("GELU").Dense(16).Activation("GELU")).Flatten().Dense(3).SoftmaxCrossEntropy()),
        new NetworkCase(
            Group,
            "LargeSamples",
            Repeat(new NetworkDescription(40, 40, 3).Conv2D(256, new WindowSettings(1)), 2, static network => network.Activation("GELU").DepthwiseConv2D(Same3))
                .GlobalAveragePool2D().Dense(3).SoftmaxCrossEntropy())
        {
            Batches = [2],
            IsLarge = true,
        },
    ];

    private static NetworkCase Again(string name, NetworkDescription network, params int[] batches)
        => new(Group, name, network.Recomputed()) { Batches = batches.Length > 0 ? batches : [1, 14], Trains = true };

    private static NetworkDescription Repeat(NetworkDescription network, int count, Func<NetworkDescription, NetworkDescription> block)
    {
        for (int index = 0; index < count; index++) network = block(network);
        return network;
    }

    private static NetworkDescription Branches(NetworkDescription network, int count)
    {
        for (int index = 0; index < count; index++) network = network.Dense(16).Activation("ReLU").Add($"block{Math.Max(0, index - 2)}")
            .As($"block{index + 1}");
        return network;
    }
}
