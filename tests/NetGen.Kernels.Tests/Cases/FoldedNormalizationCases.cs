namespace NetGen.Kernels.Tests.Cases;

/// <summary>Batch normalisations that inference has in the weights of the product before them, and such that it cannot have there.</summary>
internal static class FoldedNormalizationCases
{
    private static readonly WindowSettings One = new(1);
    private static readonly WindowSettings Same3 = new(3) { Same = true };
    private static readonly WindowSettings Winograd = Same3 with { Algorithm = "Winograd" };

    public static IEnumerable<NetworkCase> All =>
    [
        Case("FoldedDense", new NetworkDescription(20).Dense(37, bias: false).BatchNorm().Activation("ReLU").Dense(3).BatchNorm()),
        Case("FoldedStraightLine", new NetworkDescription(5).Dense(4).BatchNorm().Activation("ReLU").Dense(2).BatchNorm(epsilon: 0.1)),
        Case("FoldedDenseOfSteps", new NetworkDescription(6, 7).Dense(18).BatchNorm().Activation("Tanh").Dense(5, bias: false).BatchNorm()),
        Case("FoldedPixels", new NetworkDescription(5, 4, 6).Conv2D(20, One).BatchNorm().Activation("ReLU").Conv2D(3, One).BatchNorm()),
        Case("FoldedStrides", new NetworkDescription(7, 6, 3).Conv2D(10, Same3 with { Stride = 2 }, bias: false).BatchNorm().Activation("ReLU")),
        Case("FoldedDirect", new NetworkDescription(6, 7, 5)
            .Conv2D(17, Same3 with { Algorithm = "Direct" }).BatchNorm().Activation("ReLU").Conv2D(4, new WindowSettings(2, 3)).BatchNorm()),
        Case("FoldedWinograd", new NetworkDescription(8, 9, 20)
            .Conv2D(16, Winograd, bias: false).BatchNorm().Activation("ReLU").Conv2D(32, Winograd).BatchNorm())
            with { IsTransformed = true },
        Case("FoldedDepthwise", new NetworkDescription(6, 5, 19)
            .DepthwiseConv2D(Same3, bias: false).BatchNorm().Activation("ReLU").DepthwiseConv2D(Same3 with { Stride = 2 }).BatchNorm()),
        Case("FoldedMultiplier", new NetworkDescription(5, 5, 6).DepthwiseConv2D(Same3, multiplier: 3).BatchNorm().Activation("ReLU")),
        Case("FoldedGroups", new NetworkDescription(5, 6, 8)
            .Conv2D(12, Same3, groups: 4).BatchNorm().Activation("ReLU").Conv2D(32, Same3, groups: 2, bias: false).BatchNorm()),
        Case("FoldedUnevenGroups", new NetworkDescription(5, 4, 6).Conv2D(10, Same3, groups: 2).BatchNorm().Conv2D(50, One, groups: 2).BatchNorm()),
        Case("FoldedOverTime", new NetworkDescription(9, 5).Conv1D(12, new StepWindow(3)).BatchNorm().Activation("ReLU")),
        Case("FoldedUnderPooling", new NetworkDescription(6, 6, 3).Conv2D(9, Same3).BatchNorm().MaxPool2D(new WindowSettings(2)).Activation("ReLU")),
        Case("FoldedUnderDropout", new NetworkDescription(8).Dense(12).BatchNorm().DropoutOfNothing().Activation("ReLU").Dense(3)),
        Case("FoldedResidual", new NetworkDescription(5, 5, 8)
            .Conv2D(8, Same3).BatchNorm().Activation("ReLU").As("stem").Conv2D(8, Same3, bias: false).BatchNorm().Add("stem").Activation("ReLU")),
        Case("FoldedSumOfTwo", new NetworkDescription(9)
            .Dense(12).BatchNorm().As("left").From("input").Dense(12, bias: false).BatchNorm().Add("left").Activation("ReLU").Dense(4)),

        // What the product gives has another reader, or something stands between.
        Case("ProductReadTwice", new NetworkDescription(4, 5, 3).Conv2D(6, Same3).As("sums").BatchNorm().Activation("ReLU").Add("sums")),
        Case("NormalizationReadTwice", new NetworkDescription(4, 5, 3).Conv2D(6, Same3).BatchNorm().As("same").Activation("ReLU").Add("same")),
        Case("RectifierBetween", new NetworkDescription(8).Dense(11).Activation("ReLU").BatchNorm().Dense(3)),
        Case("NormalizationOfNormalization", new NetworkDescription(4, 5, 3).Conv2D(6, Same3).BatchNorm().BatchNorm().Activation("ReLU")),
        Case("NormalizationBehindTransposition", new NetworkDescription(4, 5, 3)
            .Conv2DTranspose(6, new WindowSettings(3) { Stride = 2 }).BatchNorm().Activation("ReLU")),
    ];

    private static NetworkCase Case(string name, NetworkDescription network)
        => new(ElementwiseCases.NormalizationGroup, name, network.Flatten().Dense(3).MeanSquaredError()) { Batches = [2, 5, 14] };
}
