using NetGen.SignalAccuracy;

using Xunit;

namespace NetGen.Tests.Signal;

/// <summary>Networks that are generated, compiled and measured once for all tests: compiling costs far more per call than per network.</summary>
public sealed class MeasuredNetworks
{
    /// <summary>Enough for the mean of a wide network, and of one with many positions.</summary>
    private const int Seeds = 20;

    /// <summary>Enough for one that is 64 wide.</summary>
    private const int NarrowSeeds = 100;

    private static readonly string[] Chosen =
    [
        "LinearSmall64", "LinearLarge64", "ReluXavier256", "ReluNormal64", "TanhHe64", "SeluLeCun64", "GeluAuto256", "HardSwishHe64", "ReluDropout64",
        "BatchNormRelu64", "BatchNormTanh64", "ResidualRelu64", "GateAndConcat64", "ConvolutionsSameHe", "ConvolutionsMaxPoolHe", "ConvolutionsBatchNorm",
        "ResidualBatchNorm", "StridedDilatedGrouped", "LayerNormRelu64", "LayerNormTanh64", "ConvolutionsLayerNorm",
        "ConvolutionsMaxPoolHeNoise", "ConvolutionsBatchNormNoise", "ResidualBatchNormNoise",
        "GatedLinear64", "Maxout128", "AlphaDropout64", "WeightNormed64", "TransposedOverlapping", "Shuffled", "SeparableNormalizedNoise",
    ];

    /// <summary>On images that are not what predictions assume.</summary>
    private static readonly string[] ChosenOnImages =
    [
        "ResidualPooledOnDrawnDigits", "ResidualPooledOnDiscs", "StridedPooledOnDrawnDigits", "StridedPooledOnBlurred", "PlainPooledOnDiscs", "LeNetOnDrawnDigits",
    ];

    private readonly Dictionary<string, NetworkAccuracy> _results;

    public MeasuredNetworks()
    {
        AccuracyCase[] cases = [.. AccuracyCatalog.Cases.Where(entry => Chosen.Contains(entry.Name, StringComparer.Ordinal) || ChosenOnImages.Contains(entry.Name, StringComparer.Ordinal))];
        _results = AccuracyCatalog.Measure([.. cases.Select(entry => entry with { Seeds = entry.Name.EndsWith("64", StringComparison.Ordinal) ? NarrowSeeds : Seeds })])
            .ToDictionary(result => result.Case.Name, result => result.Result, StringComparer.Ordinal);
    }

    public static TheoryData<string> Names => [.. Chosen];

    internal NetworkAccuracy this[string name] => _results[name];
}
