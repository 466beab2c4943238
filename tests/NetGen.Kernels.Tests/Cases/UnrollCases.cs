namespace NetGen.Kernels.Tests.Cases;

/// <summary>The modes of unrolling that are not the usual one: what is written out in full, what is left out for size, what is beyond the budget.</summary>
internal static class UnrollCases
{
    public const string Group = "unroll";

    private static readonly WindowSettings Same3 = new(3) { Same = true };

    public static IEnumerable<NetworkCase> All => new[] { "Size", "Full" }.SelectMany(mode => new[]
    {
        // Within the budget of Full in blocks of two, of one, and beyond it; outputs that fill no panel.
        new NetworkCase(
            Group,
            $"{mode}Perceptron",
            new NetworkDescription(60).Unrolled(mode).Dense(64).Activation("ReLU").Dense(100).Activation("Tanh").Dense(120).Activation("ReLU").Dense(70, bias: false)
                .Activation("ReLU").Dense(7).SoftmaxCrossEntropy())
        {
            Batches = [1, 15],
            Trains = true,
        },
        // Enough work for threads to share a sample of it.
        new NetworkCase(Group, $"{mode}Wide", new NetworkDescription(110).Unrolled(mode).Dense(600).Activation("ReLU").Dense(3).SoftmaxCrossEntropy()) { Batches = [1, 23] },
        new NetworkCase(Group, $"{mode}Tiny", new NetworkDescription(2).Unrolled(mode).Dense(8).Activation("ReLU").Dense(1).MeanSquaredError()) { Batches = [1, 16], Trains = true },
        // Channels written out; a 1x1 kernel that is otherwise a matrix multiply; one that Winograd's algorithm would compute; beyond the budget.
        new NetworkCase(
            Group,
            $"{mode}Convolutions",
            new NetworkDescription(9, 10, 3).Unrolled(mode)
                .Conv2D(6, Same3).Activation("ReLU").Conv2D(16, new WindowSettings(1)).Activation("ReLU").Conv2D(16, Same3).Activation("ReLU").MaxPool2D(new WindowSettings(2))
                .Conv2D(20, new WindowSettings(3) { Stride = 2 }).Activation("ReLU").Flatten().Dense(10).SoftmaxCrossEntropy())
        {
            Batches = [1, 5],
            Trains = true,
        },
        new NetworkCase(
            Group,
            $"{mode}Grouped",
            new NetworkDescription(7, 6, 6).Unrolled(mode).Conv2D(8, Same3, groups: 2).Activation("ReLU").Conv2D(8, Same3, groups: 8).Conv2D(5, new WindowSettings(2))
                .GlobalAveragePool2D().Dense(4).MeanSquaredError())
        {
            Batches = [1, 4],
        },
    });
}
