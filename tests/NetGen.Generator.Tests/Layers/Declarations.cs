using NetGen.Generator.Layers;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Layers;

/// <summary>A layer of every kind in the catalogue, in a small network.</summary>
internal static class Declarations
{
    public static IEnumerable<(string Kind, LayerNode Node)> OfEveryKind()
        => LayerCatalog.Kinds.Select(kind => (kind, Declared.Model($"{Before(kind)} {Example(kind)}").Nodes[^1]));

    private static string Before(string kind) => kind switch
    {
        "Embedding" => "[Network(8, Vocabulary = 5)]",
        "SimpleRNN" or "LSTM" or "GRU" or "Reverse" or "Last" or "MultiHeadAttention" or "Positions" or "SinusoidalPositions" or "SpatialDropout1D" => "[Network(8, 4)] [ReLU]",
        "RepeatVector" => "[Network(4)] [ReLU]",
        _ when kind.Contains("1D", StringComparison.Ordinal) => "[Network(8, 4)] [ReLU]",
        "Dense" => "[Network(8, 8, 4)] [Flatten]",
        _ => "[Network(8, 8, 4)] [ReLU]",
    };

    private static string Example(string kind) => kind switch
    {
        "Conv2D" or "Conv2DTranspose" or "Conv1D" or "Conv1DTranspose" => $"[{kind}(8, 3)]",
        "Dense" or "SimpleRNN" or "LSTM" or "GRU" or "Embedding" => $"[{kind}(10)]",
        "DepthwiseConv2D" or "DepthwiseConv1D" => $"[{kind}(3, Multiplier = 2)]",
        "MaxPool2D" or "AveragePool2D" or "MaxPool1D" or "AveragePool1D" or "MultiHeadAttention" or "AdaptiveMaxPool1D" or "AdaptiveAveragePool1D" or "ZeroPadding1D" or "Cropping1D" or "UpSampling1D" or "RepeatVector" => $"[{kind}(2)]",
        "AdaptiveMaxPool2D" or "AdaptiveAveragePool2D" or "ZeroPadding2D" or "Cropping2D" or "UpSampling2D" or "PixelShuffle" or "Maxout" or "GroupNorm" => $"[{kind}(2)]",
        "Reshape" => "[Reshape(16, 16)]",
        "Permute" => "[Permute(2, 1, 3)]",
        "Dropout" or "SpatialDropout1D" or "SpatialDropout2D" or "StochasticDepth" or "AlphaDropout" or "GaussianDropout" or "GaussianNoise" => $"[{kind}(0.5)]",
        "Add" or "Subtract" or "Multiply" or "Average" or "Maximum" or "Minimum" or "Dot" or "Concat" => $"[{kind}(\"input\")]",
        "Activation" => "[Activation(typeof(Bend))] partial class TestNet; public struct Bend : IActivationFunction { public static float Value(float x) => x / (1 + System.MathF.Exp(-x)); }",
        _ => $"[{kind}]",
    };
}
