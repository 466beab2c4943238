using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Drawn;

namespace NetGen.Interop.Tests.Kernels;

/// <summary>The cases that are run in a browser.</summary>
internal static class BrowserCases
{
    private const int DrawnEvery = 8;

    /// <summary>Every family of kernels, in networks that take little time where each instruction is interpreted.</summary>
    private static readonly string[] s_small =
    [
        "DenseOn7Steps5To9", "ConvDilatedStrided", "DepthwiseMultiplier2", "DepthwiseStrided", "Transposed4Stride2Padded", "MaxPool3Padded",
        "AveragePool3Padded", "Bilinear3x4By2x2", "ChannelsFirst16", "BatchNormOfImage17", "LayerNormOfSequence17", "GroupNorm3OfSequence15",
        "RMSNormOfVector16", "LogSoftmaxOfPixels19", "SimpleBidirectional5", "GRUBidirectional5", "EmbeddingFeatures16", "LengthsOfLstm",
        "SpatialDropout2DOfImage17", "SpectralNormDense17To15", "SmoothedWeightedIgnoringOf17", "CTCOf4", "Gated", "MobileNet",
    ];

    private static readonly string[] s_large =
    [
        "Dense130To65", "LSTMUnits17", "ConvGroups3OddChannels", "WinogradInner3", "WinogradInner5", "Attention7x2x16", "RotaryAttention7x2x8",
        "GaussianNoiseOfImage17", "BFloat16Dense211To20", "Int8Classifier", "BytesDense130To65", "BytesDense128To33", "BytesClassifier",
        "GELUBehindLayers", "ActivationBehindLayers", "LeNet", "Residual", "Inception", "IntegerNetwork", "FullPerceptron", "RecomputedDense",
    ];

    /// <summary>Those of which all is checked: in the thorough run every one that was not drawn.</summary>
    public static IReadOnlyList<NetworkCase> Checked { get; } = [.. (CaseCatalog.IsThorough ? s_small.Concat(s_large) : s_small).Select(CaseCatalog.Find)];

    /// <summary>Those whose bits are compared; networks that are drawn at random among them.</summary>
    public static IReadOnlyList<NetworkCase> All { get; } =
        [.. s_small.Concat(s_large).Select(CaseCatalog.Find), .. DrawnNetworks.All.Where(static (_, index) => index % DrawnEvery == 0)];

    public static NetworkCase Find(string name) => All.Single(item => item.Name == name);
}
