namespace NetGen.Kernels.Tests.Cases;

/// <summary>Small networks of the usual forms.</summary>
internal static class WholeNetworkCases
{
    public const string Group = "network";

    private static readonly WindowSettings Same3 = new(3) { Same = true };
    private static readonly WindowSettings Same5 = new(5) { Same = true };
    private static readonly WindowSettings Pool2 = new(2);

    public static IEnumerable<NetworkCase> All =>
    [
        new NetworkCase(
            Group,
            "DigitConvolutions",
            new NetworkDescription(12, 12, 1)
                .Conv2D(8, Same5).Activation("ReLU").MaxPool2D(Pool2)
                .Conv2D(16, Same5).Activation("ReLU").MaxPool2D(Pool2)
                .Flatten().Dense(32).Activation("ReLU").DropoutOfNothing()
                .Dense(10).SoftmaxCrossEntropy())
        {
            Batches = [1, 14, 50],
            Trains = true,
        },
        new NetworkCase(
            Group,
            "LeNet",
            new NetworkDescription(16, 16, 1)
                .Conv2D(6, new WindowSettings(5)).Activation("Tanh").AveragePool2D(Pool2)
                .Conv2D(16, Same5).Activation("Tanh").AveragePool2D(Pool2)
                .Flatten().Dense(30).Activation("Tanh").Dense(21).Activation("Tanh").Dense(10).SoftmaxCrossEntropy())
        {
            Batches = [1, 15],
            Trains = true,
        },
        new NetworkCase(
            Group,
            "Residual",
            new NetworkDescription(8, 8, 3)
                .Conv2D(8, Same3, bias: false).BatchNorm().Activation("ReLU").As("stem")
                .Conv2D(8, Same3, bias: false).BatchNorm().Activation("ReLU")
                .Conv2D(8, Same3, bias: false).BatchNorm().Add("stem").Activation("ReLU").As("block1")
                .Conv2D(16, new WindowSettings(3) { Same = true, Stride = 2 }, bias: false).BatchNorm().As("branch")
                .From("block1").Conv2D(16, new WindowSettings(1) { Stride = 2 }, bias: false).Add("branch").Activation("ReLU")
                .GlobalAveragePool2D().Dense(5).SoftmaxCrossEntropy())
        {
            Batches = [1, 5],
            Trains = true,
        },
        // Shortcuts with a normalisation, named as in torchvision's files; the second block's input is a sum's rectified output.
        new NetworkCase(
            Group,
            "NormalizedShortcut",
            new NetworkDescription(9, 9, 3)
                .Conv2D(6, Same3, bias: false, name: "conv1").BatchNorm(name: "bn1").Activation("ReLU")
                .Residual("layer1.0", Basic([9, 9, 6], 10), NormalizedProjection([9, 9, 6], 10), "downsample").Activation("ReLU")
                .Residual("layer1.1", Basic([5, 5, 10], 16), NormalizedProjection([5, 5, 10], 16), "downsample").Activation("ReLU")
                .GlobalAveragePool2D().Dense(5, name: "fc").SoftmaxCrossEntropy())
        {
            Batches = [1, 5],
            Trains = true,
        },
        new NetworkCase(
            Group,
            "Inception",
            new NetworkDescription(6, 7, 3)
                .Conv2D(4, new WindowSettings(1)).Activation("ReLU").As("narrow")
                .From("input").Conv2D(5, Same3).Activation("ReLU").As("wide")
                .From("input").MaxPool2D(new WindowSettings(3) { Stride = 1, Same = true }).Conv2D(3, new WindowSettings(1))
                .Concat("narrow", "wide").Conv2D(7, Same3).Activation("ReLU").GlobalMaxPool2D().Dense(6).SoftmaxCrossEntropy())
        {
            Batches = [1, 5],
            Trains = true,
        },
        new NetworkCase(
            Group,
            "Gated",
            new NetworkDescription(10)
                .Dense(24).Activation("Sigmoid").As("gate")
                .From("input").Dense(24).Activation("Tanh").Multiply("gate")
                .Dense(12).Activation("GELU").Dense(2).MeanSquaredError())
        {
            Batches = [1, 15],
            Trains = true,
        },
        new NetworkCase(
            Group,
            "MobileNet",
            new NetworkDescription(9, 9, 3)
                .Conv2D(8, new WindowSettings(3) { Same = true, Stride = 2 }).Activation("ReLU6")
                .Conv2D(8, Same3, groups: 8).Activation("ReLU6").Conv2D(12, new WindowSettings(1)).Activation("HardSwish")
                .GlobalAveragePool2D().Dense(4).SoftmaxCrossEntropy())
        {
            Batches = [1, 5],
            Trains = true,
        },
        new NetworkCase(
            Group,
            "IntegerNetwork",
            new NetworkDescription(8, 8, 2)
                .Conv2D(9, Same3).Activation("ReLU").MaxPool2D(Pool2)
                .Conv2D(6, new WindowSettings(2)).Activation("ReLU")
                .Flatten().Dense(11).Activation("ReLU").Dense(4).MeanSquaredError())
        {
            Batches = [1, 4, 16],
            IsExact = true,
        },
        // Small enough for one method without a call.
        new NetworkCase(
            Group,
            "TinyRectified",
            new NetworkDescription(2).Dense(8).Activation("ReLU").Dense(1).MeanSquaredError())
        {
            Batches = [1, 4, 50],
            IsExact = true,
            Trains = true,
        },
        new NetworkCase(
            Group,
            "TinySmooth",
            new NetworkDescription(3).Dense(5).Activation("Tanh").Dense(6, bias: false).Activation("Sigmoid").Dense(2).MeanSquaredError())
        {
            Batches = [1, 4, 50],
            Trains = true,
        },
        new NetworkCase(
            Group,
            "Perceptron",
            new NetworkDescription(30).Dense(50).Activation("SELU").Dense(50).Activation("SELU").Dense(50).Activation("SELU").Dense(10)
                .SoftmaxCrossEntropy())
        {
            Batches = [1, 14],
            Trains = true,
        },
    ];

    /// <summary>ResNet's basic block, which halves the image.</summary>
    private static NetworkDescription Basic(int[] shape, int filters) => new NetworkDescription(shape)
        .Conv2D(filters, new WindowSettings(3) { Same = true, Stride = 2 }, bias: false).BatchNorm().Activation("ReLU")
        .Conv2D(filters, Same3, bias: false).BatchNorm();

    private static NetworkDescription NormalizedProjection(int[] shape, int filters) => new NetworkDescription(shape)
        .Conv2D(filters, new WindowSettings(1) { Stride = 2 }, bias: false, name: "0").BatchNorm(name: "1");
}
