namespace NetGen.SignalAccuracy;

/// <summary>One network to measure.</summary>
/// <param name="Description">What it is, in words.</param>
/// <param name="Measure">Seeds to result.</param>
internal sealed record AccuracyCase(string Name, string Description, Func<int, NetworkAccuracy> Measure);

/// <summary>All networks that are measured.</summary>
internal static class AccuracyCatalog
{
    // Mean and standard deviation of MNIST's pixels, as declared on the networks that take them.
    private const double DigitMean = 0.1307;
    private const double DigitStd = 0.3081;

    public static IReadOnlyList<AccuracyCase> Cases { get; } =
    [
        Create<LinearLeCun>("linear, LeCun"),
        Create<LinearSmall>("linear, std 0.05"),
        Create<LinearLarge>("linear, std 0.2, squared error"),
        Create<ReluHe>("ReLU, He"),
        Create<ReluXavier>("ReLU, Xavier"),
        Create<ReluNormal>("ReLU, std 1"),
        Create<ReluHeShiftedInput>("ReLU, He, input of mean 1", 1, 0.5),
        Create<ReluTruncatedWithBias>("ReLU, truncated normal, biases 0.1"),
        Create<ReluPositiveWeights>("ReLU, uniform weights of positive mean"),
        Create<LeakyHe>("LeakyReLU, He, squared error"),
        Create<TanhXavier>("tanh, Xavier"),
        Create<TanhHe>("tanh, He"),
        Create<TanhNormal>("tanh, std 1: saturated"),
        Create<SeluLeCun>("SELU, LeCun"),
        Create<SeluHe>("SELU, He"),
        Create<GeluAuto>("GELU, Auto"),
        Create<GeluXavier>("GELU, Xavier"),
        Create<SiluAuto>("SiLU, Auto"),
        Create<MishAuto>("Mish, Auto"),
        Create<HardSwishHe>("HardSwish, He"),
        Create<EluAuto>("ELU, Auto"),
        Create<SigmoidXavier>("sigmoid, Xavier"),
        Create<SoftplusLeCun>("softplus, LeCun"),
        Create<ReluDropout>("ReLU, He, dropout"),
        Create<BatchNormRelu>("BatchNorm, ReLU, std 1"),
        Create<BatchNormTanh>("BatchNorm, tanh, std 0.01"),
        Create<ResidualRelu>("residual, ReLU, He, no normalisation"),
        Create<ManyActivations>("ReLU6, HardTanh, softsign, CELU, LeCunTanh, HardSigmoid"),
        Create<GateAndConcat>("product and concatenation"),
        Create<ConvolutionsValidHe>("convolutions VALID, ReLU, He"),
        Create<ConvolutionsSameHe>("6 convolutions SAME on 8x8, ReLU, He"),
        Create<ConvolutionsSameXavier>("convolutions SAME, ReLU, Xavier"),
        Create<ConvolutionsMaxPoolHe>("convolutions, maximum pooling, He", DigitMean, DigitStd),
        Create<ConvolutionsMaxPoolNormal>("convolutions, maximum pooling, std 1", DigitMean, DigitStd),
        Create<ConvolutionsAveragePool>("convolutions, mean pooling, He"),
        Create<PoolingBeforeActivation>("overlapping maximum pooling before ReLU"),
        Create<ConvolutionsBatchNorm>("convolutions, BatchNorm, std 0.5"),
        Create<ResidualBatchNorm>("residual blocks with BatchNorm"),
        Create<StridedDilatedGrouped>("strides, dilation, groups, tanh and SELU"),
        Create<DigitLikeNet>("convolutions, dense, dropout", DigitMean, DigitStd),
        Create<ConvolutionsGelu>("convolutions, GELU, maximum pooling, SiLU"),
    ];

    private static AccuracyCase Create<TNetwork>(string description, double inputMean = 0, double inputStd = 1)
        where TNetwork : class, ITrainableNetwork<TNetwork>
        => new(TNetwork.Info.Name, description, seeds => NetworkAccuracy.Measure<TNetwork>(inputMean, inputStd, seeds));
}
