using NetGen.Kernels.Tests.Cases;

namespace NetGen.Interop.Tests.Kernels;

/// <summary>The cases that are run on Arm64.</summary>
internal static class ArmCases
{
    private const int NetworksPerProgram = 120;

    // Every family of kernels, with tails and rests, in networks that take little time where each instruction is emulated.
    private static readonly string[] s_daily =
    [
        "Dense130To65", "DenseOn7Steps5To9", "ConvDilatedStrided", "ConvGroups3OddChannels", "DepthwiseMultiplier2", "DepthwiseStrided",
        "Transposed4Stride2Padded", "WinogradInner3", "WinogradInner5", "MaxPool3Padded", "AveragePool3Padded", "Bilinear3x4By2x2", "ChannelsFirst16",
        "BatchNormOfImage17", "LayerNormOfSequence17", "GroupNorm3OfSequence15", "RMSNormOfVector16", "LogSoftmaxOfPixels19",
        "SimpleBidirectional5", "LSTMUnits17", "GRUBidirectional5", "Attention7x2x16", "RotaryAttention7x2x8", "EmbeddingFeatures16", "LengthsOfLstm",
        "GaussianNoiseOfImage17", "SpatialDropout2DOfImage17", "SpectralNormDense17To15", "SmoothedWeightedIgnoringOf17", "CTCOf4",
        "BFloat16Dense211To20", "Int8Classifier", "BytesDense130To65", "BytesDense128To33", "BytesClassifier", "GELUBehindLayers", "ActivationBehindLayers",
        "LeNet", "Residual", "Inception", "Gated", "MobileNet", "IntegerNetwork", "FullPerceptron", "RecomputedDense",
    ];

    public static IReadOnlyList<NetworkCase> All { get; } = CaseCatalog.Daily(s_daily);

    /// <summary>Those of every day, of which it is known what they are made of.</summary>
    public static IEnumerable<NetworkCase> Known => All.Where(static item => s_daily.Contains(item.Name));

    /// <summary>Those that are compiled together.</summary>
    public static IReadOnlyList<NetworkCase[]> Parts { get; } = [.. All.Chunk(NetworksPerProgram)];

    public static int PartOf(string name) => Parts.TakeWhile(part => !Array.Exists(part, item => item.Name == name)).Count();
}
