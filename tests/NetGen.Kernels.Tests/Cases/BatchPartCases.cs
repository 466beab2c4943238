namespace NetGen.Kernels.Tests.Cases;

/// <summary>Gradients with few weights and large batches, which are summed by parts of the batch: of every kernel that can be divided so.</summary>
internal static class BatchPartCases
{
    public const string Group = "parts";

    public static IEnumerable<NetworkCase> All =>
    [
        Case("PartsOfConvolution", new NetworkDescription(16, 15, 3).Conv2D(5, Same(3)).Activation("Tanh").Conv2D(17, Same(5)).GlobalAveragePool2D().Dense(3).SoftmaxCrossEntropy()),
        Case("PartsOfShallowConvolution", new NetworkDescription(20, 19, 1).Conv2D(20, Same(5)).Activation("ReLU").MaxPool2D(new WindowSettings(2)).Flatten().Dense(4).SoftmaxCrossEntropy()),
        Case("PartsOfPointwise", new NetworkDescription(15, 16, 6).Conv2D(18, new WindowSettings(1)).Activation("Tanh").Conv2D(7, new WindowSettings(1)).MeanSquaredError()),
        Case("PartsOfWinograd", new NetworkDescription(20, 21, 16).Conv2D(32, Same(3) with { Algorithm = "Winograd" }).GlobalAveragePool2D().Dense(3).MeanSquaredError()) with { IsTransformed = true },
        Case("PartsOfDepthwise", new NetworkDescription(17, 16, 5).DepthwiseConv2D(Same(3), multiplier: 2).Activation("Tanh").GlobalAveragePool2D().Dense(3).MeanSquaredError()),
        Case("PartsOfGroups", new NetworkDescription(16, 16, 12).Conv2D(12, Same(3), groups: 6).Activation("Tanh").GlobalAveragePool2D().Dense(3).MeanSquaredError()),
        Case("PartsOfSteps", new NetworkDescription(40, 19).Dense(23).Activation("Tanh").Dense(17).GlobalAveragePool1D().Dense(3).SoftmaxCrossEntropy()),
    ];

    private static WindowSettings Same(int size) => new(size) { Same = true };

    // Too few samples for two parts; parts of unequal lengths; as many parts as there can be, and more samples.
    private static NetworkCase Case(string name, NetworkDescription description) => new(Group, name, description) { Batches = [1, 13, 70], Trains = true };
}
