using System.Text;

using NetGen.Generator.Emit;
using NetGen.Generator.Layers;
using NetGen.Generator.Planning;
using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Generator.Tests.Snapshots;

/// <summary>The plan and the code of small networks, one per kind of layer, and of whole ones: reviewed as text.</summary>
public sealed class SnapshotTests
{
    public static TheoryData<string, string> LayerKinds => new()
    {
        { "Conv2D", "[Network(5, 5, 2)] [Conv2D(3, 3, Padding = Padding.Same, Stride = 2)] [MeanSquaredError]" },
        { "GroupedConv2D", "[Network(4, 4, 2)] [Conv2D(6, 1)] [Conv2D(10, 3, Groups = 2, Dilation = 2, PaddingSize = 2)] [MeanSquaredError]" },
        { "DepthwiseConv2D", "[Network(5, 5, 2)] [Conv2D(6, 1)] [DepthwiseConv2D(3, Padding = Padding.Same)] [ReLU] [MeanSquaredError]" },
        { "Conv1D", "[Network(9, 2)] [Conv1D(5, 3, Padding = Padding.Causal, Dilation = 2)] [ReLU] [MeanSquaredError]" },
        { "Stream", "[Network(8, 2, Stream = true)] [Conv1D(5, 3, Padding = Padding.Causal, Dilation = 2)] [Tanh] [LSTM(5)] [MultiHeadAttention(1, Causal = true)] [Dense(2)] [BinaryCrossEntropy]" },
        { "Lengths", "[Network(4, 3)] [Lengths] [LSTM(5)] [MultiHeadAttention(1)] [Reverse] [Conv1D(3, 3, Padding = Padding.Same)] [MeanSquaredError]" },
        { "Positions", "[Network(4, 3)] [Dense(5)] [Positions] [SinusoidalPositions] [MeanSquaredError]" },
        { "RotaryAttention", "[Network(6, 3)] [Dense(8)] [MultiHeadAttention(2, Rotary = true)] [MeanSquaredError]" },
        { "AttentionDropout", "[Network(6, 3)] [Dense(8)] [MultiHeadAttention(2, Dropout = 0.25)] [MeanSquaredError]" },
        { "MultiHeadAttention", "[Network(6, 3)] [Dense(8)] [MultiHeadAttention(2, Causal = true)] [MeanSquaredError]" },
        { "Reverse", "[Network(4, 3)] [Dense(5)] [Reverse] [MeanSquaredError]" },
        { "Last", "[Network(4, 3)] [Dense(5)] [Last] [MeanSquaredError]" },
        { "RepeatVector", "[Network(3)] [Dense(5)] [RepeatVector(4)] [MeanSquaredError]" },
        { "Dense", "[Network(40)] [Dense(20)] [MeanSquaredError]" },
        { "BFloat16", "[Network(66, Weights = WeightPrecision.BFloat16)] [Dense(64)] [ReLU] [Dense(3)] [MeanSquaredError]" },
        { "Int8", "[Network(66, Weights = WeightPrecision.Int8)] [Dense(64)] [ReLU] [Dense(3)] [MeanSquaredError]" },
        { "Bytes", "[Network(66, Weights = WeightPrecision.Int8, Activations = ActivationPrecision.Int8)] [Dense(64)] [ReLU] [Dense(3)] [MeanSquaredError]" },
        { "DenseOnSteps", "[Network(6, 5)] [Dense(4)] [ReLU] [Dense(3)] [MeanSquaredError]" },
        { "WeightNorm", "[Network(3, 3, 2)] [Conv2D(5, 1)] [WeightNorm] [ReLU] [Flatten] [Dense(20)] [WeightNorm] [MeanSquaredError]" },
        { "SpectralNorm", "[Network(3, 3, 2)] [Conv2DTranspose(3, 2, Stride = 2)] [SpectralNorm] [ReLU] [Flatten] [Dense(20)] [SpectralNorm] [MeanSquaredError]" },
        { "LearnedState", "[Network(4, 3)] [LSTM(5, LearnInitialState = true)] [MeanSquaredError]" },
        { "GivenState", "[Network(4, 3)] [GRU(5, LastStepOnly = true)] [GRU(5, Input = \"input\", InitialState = \"gru1\", Reverse = true)] [MeanSquaredError]" },
        { "MaskedEmbedding", "[Network(3, Vocabulary = 70)] [Embedding(5, Mask = 2)] [Flatten] [Dense(2)] [SoftmaxCrossEntropy]" },
        { "Embedding", "[Network(3, Vocabulary = 70)] [Embedding(5)] [Flatten] [Dense(2)] [SoftmaxCrossEntropy]" },
        { "SimpleRNN", "[Network(3, 2)] [SimpleRNN(5)] [Flatten] [Dense(2)] [MeanSquaredError]" },
        { "LSTM", "[Network(3, 2)] [LSTM(5)] [Flatten] [Dense(2)] [MeanSquaredError]" },
        { "GRU", "[Network(3, 2)] [GRU(20, Reverse = true)] [Flatten] [Dense(2)] [MeanSquaredError]" },
        { "LastStepOnly", "[Network(4, 2)] [LSTM(3, Bidirectional = true)] [SimpleRNN(5, LastStepOnly = true, Activation = RecurrentActivation.ReLU)] [Dense(2)] [MeanSquaredError]" },
        { "EarlyResetGRU", "[Network(4, 2)] [GRU(5, ResetAfter = false)] [MeanSquaredError]" },
        { "RecurrentDropout", "[Network(3, 2)] [LSTM(5, RecurrentDropout = 0.25)] [MeanSquaredError]" },
        { "MaxPool2D", "[Network(4, 4, 2)] [Conv2D(4, 1)] [MaxPool2D(2)] [MeanSquaredError]" },
        { "AveragePool2D", "[Network(5, 5, 2)] [Conv2D(4, 1)] [AveragePool2D(3, Stride = 2, Padding = Padding.Same)] [MeanSquaredError]" },
        { "GlobalAveragePool2D", "[Network(4, 4, 2)] [Conv2D(4, 1)] [GlobalAveragePool2D] [MeanSquaredError]" },
        { "Conv2DTranspose", "[Network(3, 3, 2)] [Conv2D(5, 1)] [Conv2DTranspose(3, 3, Stride = 2, PaddingSize = 1, OutputPadding = 1)] [ReLU] [MeanSquaredError]" },
        { "ZeroPadding2D", "[Network(3, 3, 2)] [Conv2D(4, 1)] [ZeroPadding2D(1, 2, Top = 0)] [MeanSquaredError]" },
        { "Cropping2D", "[Network(5, 5, 2)] [Conv2D(4, 1)] [Cropping2D(1, Left = 0)] [MeanSquaredError]" },
        { "UpSampling2D", "[Network(3, 3, 2)] [Conv2D(5, 1)] [UpSampling2D(2)] [MeanSquaredError]" },
        { "BilinearUpSampling2D", "[Network(3, 3, 2)] [Conv2D(5, 1)] [UpSampling2D(2, Interpolation = Interpolation.Bilinear)] [MeanSquaredError]" },
        { "AdaptiveAveragePool2D", "[Network(5, 5, 2)] [Conv2D(4, 1)] [AdaptiveAveragePool2D(3, 2)] [MeanSquaredError]" },
        { "PixelShuffle", "[Network(3, 3, 2)] [Conv2D(8, 1)] [PixelShuffle(2)] [MeanSquaredError]" },
        { "Reshape", "[Network(4)] [Dense(48)] [Reshape(4, 4, 3)] [Conv2D(5, 1)] [Reshape(2, 8, -1)] [Reshape(10, 8)] [MeanSquaredError]" },
        { "Permute", "[Network(4, 2)] [Dense(5)] [Permute(2, 1)] [Dense(3)] [MeanSquaredError]" },
        { "Dropout", "[Network(6)] [Dense(4)] [Dropout(0.25)] [Dense(2)] [MeanSquaredError]" },
        { "AlphaDropout", "[Network(6)] [Dense(4)] [SELU] [AlphaDropout(0.25)] [Dense(2)] [MeanSquaredError]" },
        { "GaussianNoise", "[Network(6)] [GaussianNoise(0.5)] [Dense(4)] [GaussianDropout(0.25)] [Dense(2)] [MeanSquaredError]" },
        { "SpatialDropout2D", "[Network(3, 3, 2)] [Conv2D(5, 1)] [SpatialDropout2D(0.25)] [Conv2D(2, 1)] [StochasticDepth(0.25)] [Add(\"input\")] [MeanSquaredError]" },
        { "BatchNorm", "[Network(3, 3, 2)] [Conv2D(4, 1)] [BatchNorm] [MeanSquaredError]" },
        { "LayerNorm", "[Network(3, 3, 2)] [Conv2D(5, 1)] [LayerNorm] [MeanSquaredError]" },
        { "LayerNormPlain", "[Network(3, 3, 2)] [Conv2D(5, 1)] [LayerNorm(UseScale = false, UseBias = false)] [MeanSquaredError]" },
        { "GroupNorm", "[Network(3, 3, 2)] [Conv2D(6, 1)] [GroupNorm(2)] [MeanSquaredError]" },
        { "InstanceNorm", "[Network(4, 3)] [InstanceNorm(UseScale = true)] [Dense(5, UseBias = false)] [InstanceNorm] [MeanSquaredError]" },
        { "RMSNorm", "[Network(3, 3, 2)] [Conv2D(5, 1)] [RMSNorm] [MeanSquaredError]" },
        { "Activation", "[Network(6)] [Dense(4)] [GELU] [Dense(4)] [Tanh] [MeanSquaredError]" },
        { "PReLU", "[Network(3, 3, 2)] [Conv2D(5, 1)] [PReLU] [MeanSquaredError]" },
        { "SwiGLU", "[Network(3, 3, 2)] [Conv2D(10, 1)] [SwiGLU] [Flatten] [Dense(4)] [GLU] [MeanSquaredError]" },
        { "Maxout", "[Network(3, 3, 2)] [Conv2D(15, 1)] [Maxout(3)] [MeanSquaredError]" },
        { "Standardize", "[Network(3, 3, 2)] [Standardize] [Conv2D(5, 1)] [Standardize] [Tanh] [MeanSquaredError]" },
        { "Scale", "[Network(3, 3, 2)] [Conv2D(5, 1)] [Scale] [Conv2D(5, 1)] [Scale(Initial = 0, Shared = true)] [Add(\"scale1\")] [MeanSquaredError]" },
        { "Softmax", "[Network(6)] [Dense(4)] [Softmax] [MeanSquaredError]" },
        { "LogSoftmax", "[Network(3, 3, 2)] [Conv2D(5, 1)] [LogSoftmax] [Add(\"conv1\")] [MeanSquaredError]" },
        { "ClassOptions", "[Network(6)] [Dense(4)] [SoftmaxCrossEntropy(LabelSmoothing = 0.1, ClassWeights = [1, 2, 0.5, 1], IgnoreLabel = -100, Classes = [\"a\", \"b\", \"c\", \"d\"])]" },
        { "Add", "[Network(6)] [Dense(4, Name = \"left\")] [Dense(4)] [Add(\"left\")] [MeanSquaredError]" },
        { "LabelsOfSteps", "[Network(3, 4)] [Dense(5)] [SoftmaxCrossEntropy(IgnoreLabel = 0)]" },
        { "SeparableConv2D", "[Network(5, 5, 6)] [SeparableConv2D(4, 3, Padding = Padding.Same)] [ReLU] [MeanSquaredError]" },
        { "Dot", "[Network(6)] [Dense(4, Name = \"left\")] [Dense(4, Input = \"input\")] [Dot(\"left\")] [MeanSquaredError]" },
        { "Subtract", "[Network(6)] [Dense(4, Name = \"left\")] [Dense(4)] [Subtract(\"left\")] [MeanSquaredError]" },
        { "Average", "[Network(6)] [Dense(4, Name = \"a\")] [Dense(4, Name = \"b\")] [Dense(4)] [Average(\"a\", \"b\")] [MeanSquaredError]" },
        { "Maximum", "[Network(6)] [Dense(4, Name = \"a\")] [Dense(4, Name = \"b\")] [Dense(4)] [Maximum(\"a\", \"b\")] [MeanSquaredError]" },
        { "Minimum", "[Network(6)] [Dense(4, Name = \"left\")] [Dense(4)] [Minimum(\"left\")] [MeanSquaredError]" },
        { "Multiply", "[Network(6)] [Dense(4, Name = \"gate\")] [Dense(4)] [Multiply(\"gate\")] [MeanSquaredError]" },
        { "Concat", "[Network(2, 2, 3)] [Conv2D(3, 1, Name = \"left\")] [Conv2D(2, 1)] [Concat(\"left\")] [MeanSquaredError]" },
    };

    /// <summary>All networks whose plan is kept.</summary>
    internal static IEnumerable<(string Scenario, string Source)> Kept =>
    [
        .. LayerKinds.Select(row => ((string)row[0], $"{row[1]} partial class N;")),
        ("WholeXor", Declaration(Networks.Xor)),
        ("WholeResidual", Declaration(Networks.Residual)),
        ("WholeDigitNet", Declaration(Networks.DigitNet)),
    ];

    [Theory]
    [MemberData(nameof(LayerKinds))]
    public void A_small_network_of_each_kind_keeps_its_plan_and_code(string scenario, string attributes)
        => VerifyNetwork(scenario, $"using NetGen;\n\nnamespace Samples;\n\n{attributes}\npublic sealed partial class {scenario}Net;\n");

    [Theory]
    [InlineData("WholeXor", Networks.Xor)]
    [InlineData("WholeResidual", Networks.Residual)]
    public void A_whole_network_keeps_its_plan_and_code(string scenario, string source) => VerifyNetwork(scenario, source);

    /// <summary>Its code is large: every layer's file is a text of its own.</summary>
    [Fact]
    public void DigitNet_keeps_its_plan_and_passes()
    {
        VerifyText("WholeDigitNet", "Plan", PlanOf(Networks.DigitNet));
        VerifyText("WholeDigitNet", "Code", Join(GeneratorRunner.Run(Networks.DigitNet).Sources.Where(source => !IsOfLayer(source))));
    }

    [Theory]
    [InlineData("Layer1.Conv1")]
    [InlineData("Layer2.Relu1")]
    [InlineData("Layer3.Pool1")]
    [InlineData("Layer4.Conv2")]
    [InlineData("Layer5.Relu2")]
    [InlineData("Layer6.Pool2")]
    [InlineData("Layer8.Dense1")]
    [InlineData("Layer9.Relu3")]
    [InlineData("Layer10.Dropout1")]
    [InlineData("Layer11.Dense2")]
    [InlineData("Layer.Network")]
    public void DigitNet_keeps_the_code_of_a_layer(string layer)
        => VerifyText("WholeDigitNet", layer, GeneratorRunner.Run(Networks.DigitNet).Sources.Single(source => source.HintName.EndsWith($".{layer}.g.cs", StringComparison.Ordinal)).Text);

    [Fact]
    public void Every_layer_of_DigitNet_is_approved()
        => Assert.Equal(11, GeneratorRunner.Run(Networks.DigitNet).Sources.Count(IsOfLayer));

    private static bool IsOfLayer(GeneratedSource source) => source.HintName.Contains(".Layer", StringComparison.Ordinal);

    private static void VerifyNetwork(string scenario, string source)
    {
        VerifyText(scenario, "Plan", PlanOf(source));
        VerifyText(scenario, "Code", Join(GeneratorRunner.Run(source).Sources));
    }

    private static void VerifyText(string scenario, string part, string text)
#if USE_VERIFY
        => VerifyXunit.Verifier.Verify(text, "txt").UseDirectory(scenario).UseFileName(part).ToTask().GetAwaiter().GetResult();
#else
        => Snapshot.Verify(text, Snapshot.FolderBesideSource([scenario]), part);
#endif

    private static string PlanOf(string source)
    {
        NetworkModel model = Declared.Build(Declaration(source)).Model!;
        return PlanText.Write(Planner.Plan(model));
    }

    private static string Declaration(string source) => source.Replace("using NetGen;", "", StringComparison.Ordinal);

    private static string Join(IEnumerable<GeneratedSource> sources)
    {
        StringBuilder text = new();
        foreach (GeneratedSource source in sources) text.Append("//HintName: ").Append(source.HintName).Append('\n').Append(source.Text).Append('\n');
        return text.ToString();
    }
}
