using System.Globalization;
using System.Text;

namespace NetGen.Analyzers.Tests;

/// <summary>Networks that are known to train, and the forms that they are made of.</summary>
public static class GoodNetworks
{
    public static TheoryData<string, string> Networks => new()
    {
        { "LeNet-5", LeNet },
        { "Keras mnist_cnn, He", KerasMnist("He") },
        { "Keras mnist_cnn, VarianceScaling(2) everywhere", KerasMnist("VarianceScaling(2, Distribution = WeightDistribution.Normal)") },
        { "LTFN 6, fixed", ConvNet("VarianceScaling(2)", "Xavier") },
        { "TensorFlow tutorial, He", Tutorial("[He]") },
        { "INTOLI, tanh", Mlp(5, "[Dense(100)] [Xavier] [Tanh]") },
        { "INTOLI, ReLU, std sqrt(2 / 100)", Mlp(5, "[Dense(100)] [Normal(0.1414)] [ReLU]", "[Network(100, InputMean = 0, InputStd = 1)]") },
        { "VGG-11", Vgg("64 M 128 M 256 256 M 512 512 M 512 512 M") },
        { "VGG-16", Vgg("64 64 M 128 128 M 256 256 256 M 512 512 512 M 512 512 512 M") },
        { "ResNet-20", ResNet(3) },
        { "ResNet-56", ResNet(9) },
        { "SELU MLP", Mlp(8, "[Dense(100)] [LeCun] [SELU]") },
        { "tanh MLP", Mlp(4, "[Dense(100)] [Xavier] [Tanh]") },
        { "MLP with defaults", Mlp(3, "[Dense(128)] [ReLU]", "[Network(784, InputMean = 0.1307, InputStd = 0.3081)]") },
        { "GELU MLP with defaults", Mlp(3, "[Dense(128)] [GELU]") },
        { "SiLU MLP with defaults", Mlp(3, "[Dense(128)] [SiLU]") },
        { "leaky MLP", Mlp(3, "[Dense(128)] [He(Slope = 0.2)] [LeakyReLU(0.2)]") },
        { "PReLU MLP", Mlp(3, "[Dense(128)] [He(Slope = 0.25)] [PReLU]") },
        { "PReLU MLP with defaults", Mlp(3, "[Dense(128)] [PReLU]") },
        { "BatchNorm MLP", Mlp(4, "[Dense(128, UseBias = false)] [BatchNorm] [ReLU]") },
        { "LayerNorm MLP", Mlp(4, "[Dense(128)] [LayerNorm] [ReLU]") },
        { "LayerNorm MLP with residuals normalised in front", Residual("[LayerNorm]\n[Dense(128)] [GELU]\n[Dense(128)] [Zeros]", "Network(128", 12) },
        { "Fixup MLP", Residual("[Dense(128)] [Fixup] [ReLU]\n[Dense(128)] [Fixup]", "Network(128", 12) },
        { "sigmoid MLP of two layers", Mlp(2, "[Dense(64)] [Xavier] [Sigmoid]") },
        { "exclusive or", "[Network(2, InputMean = 0.5, InputStd = 0.5)]\n[Dense(8)] [Tanh]\n[Dense(1)]\n[MeanSquaredError]\npartial class N;" },
        { "regression", "[Network(8, InputMean = 0, InputStd = 1)]\n[Dense(32)] [ReLU]\n[Dense(32)] [ReLU]\n[Dense(1)]\n[MeanSquaredError]\npartial class N;" },
        { "softmax regression of zeros", "[Network(784, InputMean = 0.1307, InputStd = 0.3081)]\n[Dense(10)] [Zeros]\n[SoftmaxCrossEntropy]\npartial class N;" },
        { "inference only", "[Network(784, InputMean = 0.1307, InputStd = 0.3081)]\n[Dense(100)] [ReLU]\n[Dense(10)]\n[Softmax]\npartial class N;" },
        { "autoencoder of pixels", "[Network(784, InputMean = 0.1307, InputStd = 0.3081)]\n[Dense(128)] [ReLU]\n[Dense(32)] [ReLU]\n[Dense(128)] [ReLU]\n[Dense(784)] [Sigmoid]\n[MeanSquaredError]\npartial class N;" },
        { "separable convolutions", Separable },
        { "depthwise convolutions by their own attribute", Separable.Replace("[Conv2D(32, 3, Padding = Padding.Same, Groups = 32)]", "[DepthwiseConv2D(3, Padding = Padding.Same)]", StringComparison.Ordinal) },
        { "two branches", Branches },
        { "inverted residual", InvertedResidual },
        { "zero gamma", ResNet(3, "[Zeros]") },
        { "MobileNet", MobileNet },
        { "Inception", Inception },
        { "DenseNet", DenseNet },
        { "U-Net's skip connection at one resolution", UNet },
        { "SqueezeNet", SqueezeNet },
        { "autoencoder of tanh", "[Network(64, InputMean = 0, InputStd = 1)]\n[Dense(32)] [Xavier] [Tanh]\n[Dense(8)] [Xavier] [Tanh]\n[Dense(32)] [Xavier] [Tanh]\n[Dense(64)]\n[MeanSquaredError]\npartial class N;" },
        { "convolutional autoencoder at one resolution", "[Network(16, 16, 1, InputMean = 0.5, InputStd = 0.5)]\n[Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU]\n[Conv2D(4, 1)] [He] [ReLU]\n[Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU]\n[Conv2D(1, 3, Padding = Padding.Same)]\n[MeanSquaredError]\npartial class N;" },
        { "convolutional autoencoder that enlarges", "[Network(16, 16, 1, InputMean = 0.5, InputStd = 0.5)]\n[Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU]\n[MaxPool2D(2)]\n[Conv2D(8, 3, Padding = Padding.Same)] [He] [ReLU]\n[UpSampling2D(2)]\n[Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU]\n[Conv2D(1, 3, Padding = Padding.Same)]\n[MeanSquaredError]\npartial class N;" },
        { "super-resolution by pixel shuffle", "[Network(16, 16, 1, InputMean = 0.5, InputStd = 0.5)]\n[Conv2D(32, 5, Padding = Padding.Same)] [Xavier] [Tanh]\n[Conv2D(16, 3, Padding = Padding.Same)] [Xavier] [Tanh]\n[Conv2D(9, 3, Padding = Padding.Same)]\n[PixelShuffle(3)]\n[MeanSquaredError]\npartial class N;" },
        { "image out of a vector", "[Network(32, InputMean = 0, InputStd = 1)]\n[Dense(256)] [He] [ReLU]\n[Reshape(4, 4, 16)]\n[UpSampling2D(2)]\n[Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU]\n[Cropping2D(1)]\n[Conv2D(1, 3)]\n[MeanSquaredError]\npartial class N;" },
        { "strided convolution padded as in Keras", "[Network(16, 16, 3, InputMean = 0, InputStd = 1)]\n[ZeroPadding2D(Bottom = 1, Right = 1)]\n[Conv2D(16, 3, Stride = 2, UseBias = false)] [BatchNorm] [ReLU]\n[GlobalAveragePool2D]\n[Dense(10)]\n[SoftmaxCrossEntropy]\npartial class N;" },
        { "sequence mixed along time and features", "[Network(16, 8, InputMean = 0, InputStd = 1)]\n[Permute(2, 1)]\n[Dense(32)] [He] [ReLU]\n[Dense(16)]\n[Permute(2, 1)]\n[Dense(32)] [He] [ReLU]\n[Flatten]\n[Dense(4)]\n[SoftmaxCrossEntropy]\npartial class N;" },
        { "exclusive or of two hidden units", "[Network(2, InputMean = 0.5, InputStd = 0.5)]\n[Dense(2)] [Tanh]\n[Dense(1)] [Sigmoid]\n[MeanSquaredError]\npartial class N;" },
        { "regression that standardises its input", "[Network(13, InputMean = 50, InputStd = 120)]\n[BatchNorm]\n[Dense(64)] [He] [ReLU]\n[Dense(64)] [He] [ReLU]\n[Dense(1)]\n[MeanSquaredError]\npartial class N;" },
        { "GELU MLP with residuals that begin as nothing", Residual("[Dense(128)] [GELU]\n[Dense(128)] [Zeros]", "Network(128", 12) },
        { "GELU MLP with residuals that begin with a factor of 0", Residual("[Dense(128)] [GELU]\n[Dense(128)]\n[Scale(Initial = 0, Shared = true)]", "Network(128", 12) },
        { "GELU MLP with residuals of LayerScale", Residual("[LayerNorm]\n[Dense(128)] [GELU]\n[Dense(128)]\n[Scale(Initial = 1e-5)]", "Network(128", 24) },
        { "ReLU MLP with residuals that end in a normalisation", Residual("[Dense(128, UseBias = false)] [BatchNorm] [ReLU]\n[Dense(128, UseBias = false)] [BatchNorm]", "Network(128", 12) },
        { "BatchNorm CNN without biases", "[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]\n[Conv2D(32, 3, UseBias = false)] [BatchNorm] [ReLU]\n[Conv2D(32, 3, UseBias = false)] [BatchNorm] [ReLU]\n[MaxPool2D(2)]\n[Conv2D(64, 3, UseBias = false)] [BatchNorm] [ReLU]\n[Conv2D(64, 3, UseBias = false)] [BatchNorm] [ReLU]\n[MaxPool2D(2)]\n[Flatten]\n[Dense(10)]\n[SoftmaxCrossEntropy]\npartial class N;" },
        { "wide MLP with dropout", "[Network(784, InputMean = 0.1307, InputStd = 0.3081)]\n[Dropout(0.2)]\n[Dense(2048)] [He] [ReLU]\n[Dropout(0.5)]\n[Dense(2048)] [He] [ReLU]\n[Dropout(0.5)]\n[Dense(10)]\n[SoftmaxCrossEntropy]\npartial class N;" },
        { "all convolutional", "[Network(32, 32, 3, InputMean = 0, InputStd = 1)]\n[Conv2D(96, 3, Padding = Padding.Same)] [He] [ReLU]\n[Conv2D(96, 3, Padding = Padding.Same, Stride = 2)] [He] [ReLU]\n[Conv2D(192, 3, Padding = Padding.Same, Stride = 2)] [He] [ReLU]\n[Conv2D(192, 1)] [He] [ReLU]\n[Conv2D(10, 1)] [He] [ReLU]\n[Conv2D(10, 1)]\n[GlobalAveragePool2D]\n[SoftmaxCrossEntropy]\npartial class N;" },
        { "ELU CNN with defaults", "[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]\n[Conv2D(16, 3)] [ELU]\n[Conv2D(32, 3)] [ELU]\n[MaxPool2D(2)]\n[Flatten]\n[Dense(64)] [CELU(0.5)]\n[Dense(10)]\n[SoftmaxCrossEntropy]\npartial class N;" },
        { "SELU CNN", "[Network(28, 28, 1, InputMean = 0, InputStd = 1)]\n[Conv2D(32, 3)] [LeCun] [SELU]\n[Conv2D(32, 3)] [LeCun] [SELU]\n[Flatten]\n[Dense(64)] [LeCun] [SELU]\n[Dense(10)] [LeCun]\n[SoftmaxCrossEntropy]\npartial class N;" },
        { "hard swish and mish", Mlp(2, "[Dense(64)] [HardSwish]\n[Dense(64)] [Mish]") },
        { "softsign and hard tanh", Mlp(1, "[Dense(64)] [Xavier] [Softsign]\n[Dense(64)] [Xavier] [HardTanh]") },
        { "highway gate", "[Network(32, InputMean = 0, InputStd = 1)]\n[Dense(32, Name = \"gate\")] [Xavier] [Sigmoid(Name = \"open\")]\n[Dense(32, Input = \"input\")] [Xavier] [Tanh]\n[Multiply(\"open\")]\n[Dense(3)]\n[SoftmaxCrossEntropy]\npartial class N;" },
        { "rates by softplus", "[Network(8, InputMean = 0, InputStd = 1)]\n[Dense(32)] [ReLU]\n[Dense(1)] [Softplus]\n[MeanSquaredError]\npartial class N;" },
        { "exact truncated normal", Mlp(2, "[Dense(100)] [VarianceScaling(2, Distribution = WeightDistribution.TruncatedNormal)] [ReLU]") },
        { "exact uniform", Mlp(2, "[Dense(100)] [Uniform(-0.2449, 0.2449)] [ReLU]") },
        { "small head", "[Network(100, InputMean = 0, InputStd = 1)]\n[Dense(100)] [He] [ReLU]\n[Dense(10)] [Normal(0.01)]\n[SoftmaxCrossEntropy]\npartial class N;" },
        { "biases slightly above 0 in front of ReLU", Mlp(2, "[Dense(100)] [He] [Constant(0.01, Target = Parameter.Bias)] [ReLU]") },
        { "sequence, flattened", "[Network(20, 6, InputMean = 0, InputStd = 1)]\n[Flatten]\n[Dense(64)] [ReLU]\n[Dense(4)]\n[SoftmaxCrossEntropy]\npartial class N;" },
        { "GPT-2 small", Gpt(768, 12, blocks: 12) },
        { "transformer base's encoder", Transformer(512, 8, blocks: 6) },
        { "24 blocks normalised behind their sums, whose gradient does not fade", Transformer(64, 4, blocks: 24) },
        { "48 blocks normalised inside their branches", Stack("[Block]\n[TransformerBlock(4)]\nclass Step;", "[Embedding(64)]\n[Positions]", "[Use<Step>(Repeat = 48)]\n[LayerNorm]\n[Last]\n[Dense(10)]") },
        { "BERT base", Bert(768, 12, blocks: 12) },
        { "BERT large", Bert(1024, 16, blocks: 24) },
        { "rows of digits, LSTM", "[Network(28, 28, InputMean = 0.1307, InputStd = 0.3081)]\n[LSTM(128, LastStepOnly = true)]\n[Dense(10)]\n[SoftmaxCrossEntropy]\npartial class N;" },
        { "pixels of digits, one after the other, LSTM", "[Network(784, 1, InputMean = 0.1307, InputStd = 0.3081)]\n[LSTM(100, LastStepOnly = true)]\n[Dense(10)]\n[SoftmaxCrossEntropy]\npartial class N;" },
        { "pixels of digits, one after the other, rectifiers that begin with the identity", "[Network(784, 1, InputMean = 0.1307, InputStd = 0.3081)]\n[SimpleRNN(100, Activation = RecurrentActivation.ReLU, LastStepOnly = true)] [Normal(0.001)] [Identity(Target = Parameter.Recurrent)]\n[Dense(10)]\n[SoftmaxCrossEntropy]\npartial class N;" },
        { "keyword spotting, GRU", "[Network(98, 10, InputMean = 0, InputStd = 1)]\n[GRU(154, LastStepOnly = true)]\n[Dense(12)]\n[SoftmaxCrossEntropy]\npartial class N;" },
        { "reviews of films, LSTM over 500 words", "[Network(500, Vocabulary = 5000)]\n[Embedding(32)] [Uniform(-0.05, 0.05)]\n[LSTM(100, LastStepOnly = true)]\n[Dense(1)]\n[BinaryCrossEntropy]\npartial class N;" },
        { "reviews of films, LSTMs in both directions", "[Network(200, Vocabulary = 20000)]\n[Embedding(128)] [Uniform(-0.05, 0.05)]\n[LSTM(64, Bidirectional = true)]\n[LSTM(64, Bidirectional = true, LastStepOnly = true)]\n[Dense(1)]\n[BinaryCrossEntropy]\npartial class N;" },
        { "one layer for many numbers", "[Network(1000, InputMean = 0, InputStd = 1)]\n[Dense(1000)]\n[MeanSquaredError]\npartial class N;" },
    };

    /// <summary>Radford et al., 2019: normal of std 0.02, of what a block adds smaller by the root of the number of sums; normalised inside the branches.</summary>
    private static string Gpt(int features, int heads, int blocks) => Stack(
        $"[Block]\n[LayerNorm]\n[MultiHeadAttention({heads}, Causal = true)] [Normal(0.02)] [DepthScaled({blocks}, TargetName = \"out_proj.weight\")]\nclass Attend;\n"
        + $"[Block]\n[LayerNorm]\n[Dense({4 * features})] [Normal(0.02)] [GELU]\n[Dense({features})] [DepthScaled({blocks})]\nclass Think;\n[Block]\n[Residual<Attend>]\n[Residual<Think>]\nclass Step;",
        $"[Embedding({features})] [Normal(0.02)]\n[Positions] [Normal(0.01)]",
        $"[Use<Step>(Repeat = {blocks})]\n[LayerNorm]\n[Last]\n[Dense(1000)] [Normal(0.02)]");

    /// <summary>Vaswani et al., 2017: normalised behind the sums, embeddings multiplied by the root of their size, sines and cosines.</summary>
    private static string Transformer(int features, int heads, int blocks) => Stack(
        $"[Block]\n[TransformerBlock({heads}, PostNorm = true, FeedForward = FeedForward.ReLU, Dropout = 0.1)]\nclass Step;",
        string.Create(CultureInfo.InvariantCulture, $"[Embedding({features})] [Normal({1 / Math.Sqrt(features):F4})]\n[Scale(Initial = {Math.Sqrt(features):F1}, Shared = true)]\n[SinusoidalPositions]"),
        $"[Use<Step>(Repeat = {blocks})]\n[Last]\n[Dense(1000)] [Xavier]");

    /// <summary>Devlin et al., 2019: normalised behind the sums, weights of std 0.02.</summary>
    private static string Bert(int features, int heads, int blocks) => Stack(
        $"[Block]\n[MultiHeadAttention({heads})] [Normal(0.02)] [Normal(0.02, TargetName = \"out_proj.weight\")]\n[Dropout(0.1)]\nclass Attend;\n"
        + $"[Block]\n[Dense({4 * features})] [Normal(0.02)] [GELU]\n[Dense({features})] [Normal(0.02)]\n[Dropout(0.1)]\nclass Think;\n[Block]\n[Residual<Attend>]\n[LayerNorm]\n[Residual<Think>]\n[LayerNorm]\nclass Step;",
        $"[Embedding({features})] [Normal(0.02)]\n[Positions] [Normal(0.02)]\n[LayerNorm]",
        $"[Use<Step>(Repeat = {blocks})]\n[Last]\n[Dense(2)] [Normal(0.02)]");

    private static string Stack(string classes, string words, string blocks) => $"{classes}\n[Network(64, Vocabulary = 1000)]\n{words}\n{blocks}\n[SoftmaxCrossEntropy]\npartial class N;";

    private static string LeNet =>
        """
        [Network(32, 32, 1, InputMean = 0, InputStd = 1)]
        [Conv2D(6, 5)] [LeCun] [LeCunTanh]
        [AveragePool2D(2)]
        [Conv2D(16, 5)] [LeCun] [LeCunTanh]
        [AveragePool2D(2)]
        [Conv2D(120, 5)] [LeCun] [LeCunTanh]
        [Flatten]
        [Dense(84)] [LeCun] [LeCunTanh]
        [Dense(10)] [LeCun]
        [SoftmaxCrossEntropy]
        partial class N;
        """;

    private static string Separable =>
        """
        [Block]
        [Conv2D(32, 3, Padding = Padding.Same, Groups = 32)]
        [Conv2D(32, 1, UseBias = false)]
        [BatchNorm] [ReLU]
        public sealed class Step;

        [Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
        [Conv2D(32, 3, Padding = Padding.Same, UseBias = false)] [BatchNorm] [ReLU]
        [Use<Step>(Repeat = 3)]
        [GlobalAveragePool2D]
        [Dense(10)]
        [SoftmaxCrossEntropy]
        partial class N;
        """;

    private static string Branches =>
        """
        [Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
        [Conv2D(16, 3, Padding = Padding.Same, Name = "stem")] [He] [ReLU(Name = "start")]
        [Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU(Name = "left")]
        [Conv2D(16, 1, Input = "start")] [He] [ReLU]
        [Concat("left")]
        [GlobalAveragePool2D]
        [Dense(10)]
        [SoftmaxCrossEntropy]
        partial class N;
        """;

    private static string InvertedResidual =>
        """
        [Block]
        [Conv2D(96, 1, UseBias = false)] [BatchNorm] [ReLU6]
        [Conv2D(96, 3, Padding = Padding.Same, Groups = 96, UseBias = false)] [BatchNorm] [ReLU6]
        [Conv2D(16, 1, UseBias = false)] [BatchNorm]
        public sealed class Inverted;

        [Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
        [Conv2D(16, 3, Padding = Padding.Same, UseBias = false)] [BatchNorm] [ReLU6]
        [Residual<Inverted>(Repeat = 3)]
        [GlobalAveragePool2D]
        [Dense(10)]
        [SoftmaxCrossEntropy]
        partial class N;
        """;

    /// <summary>Howard et al., 2017: depthwise and pointwise convolutions in turns, each with a normalisation.</summary>
    private static string MobileNet
    {
        get
        {
            string blocks = string.Concat(new[] { (32, 64, 1), (64, 128, 2), (128, 128, 1), (128, 256, 2) }.Select(step => string.Create(
                CultureInfo.InvariantCulture,
                $"[Conv2D({step.Item1}, 3, Padding = Padding.Same, Stride = {step.Item3}, Groups = {step.Item1}, UseBias = false)] [BatchNorm] [ReLU]\n[Conv2D({step.Item2}, 1, UseBias = false)] [BatchNorm] [ReLU]\n")));
            return $"[Network(64, 64, 3, InputMean = 0, InputStd = 1)]\n[Conv2D(32, 3, Padding = Padding.Same, Stride = 2, UseBias = false)] [BatchNorm] [ReLU]\n{blocks}[GlobalAveragePool2D]\n[Dense(10)]\n[SoftmaxCrossEntropy]\npartial class N;";
        }
    }

    private static string Inception =>
        """
        [Network(28, 28, 3, InputMean = 0, InputStd = 1)]
        [Conv2D(32, 3, Padding = Padding.Same)] [He] [ReLU(Name = "stem")]
        [Conv2D(16, 1)] [He] [ReLU(Name = "one")]
        [Conv2D(16, 1, Input = "stem")] [He] [ReLU]
        [Conv2D(24, 3, Padding = Padding.Same)] [He] [ReLU(Name = "three")]
        [MaxPool2D(3, Stride = 1, Padding = Padding.Same, Input = "stem")]
        [Conv2D(16, 1)] [He] [ReLU]
        [Concat("one", "three")]
        [GlobalAveragePool2D]
        [Dense(10)]
        [SoftmaxCrossEntropy]
        partial class N;
        """;

    private static string DenseNet =>
        """
        [Network(16, 16, 3, InputMean = 0, InputStd = 1)]
        [Conv2D(24, 3, Padding = Padding.Same, Name = "stem")]
        [BatchNorm] [ReLU]
        [Conv2D(12, 3, Padding = Padding.Same)]
        [Concat("stem", Name = "grown1")]
        [BatchNorm] [ReLU]
        [Conv2D(12, 3, Padding = Padding.Same)]
        [Concat("grown1")]
        [BatchNorm] [ReLU]
        [GlobalAveragePool2D]
        [Dense(10)]
        [SoftmaxCrossEntropy]
        partial class N;
        """;

    private static string UNet =>
        """
        [Network(32, 32, 1, InputMean = 0, InputStd = 1)]
        [Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU(Name = "left")]
        [Conv2D(32, 3, Padding = Padding.Same)] [He] [ReLU]
        [Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU]
        [Concat("left")]
        [Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU]
        [Conv2D(1, 1)]
        [MeanSquaredError]
        partial class N;
        """;

    private static string SqueezeNet =>
        """
        [Block]
        [Conv2D(16, 1)] [He] [ReLU(Name = "squeezed")]
        [Conv2D(64, 1)] [He] [ReLU(Name = "small")]
        [Conv2D(64, 3, Padding = Padding.Same, Input = "squeezed")] [He] [ReLU]
        [Concat("small")]
        public sealed class Fire;

        [Network(32, 32, 3, InputMean = 0, InputStd = 1)]
        [Conv2D(64, 3, Padding = Padding.Same)] [He] [ReLU]
        [MaxPool2D(2)]
        [Use<Fire>(Repeat = 3)]
        [Dropout(0.5)]
        [Conv2D(10, 1)]
        [GlobalAveragePool2D]
        [SoftmaxCrossEntropy]
        partial class N;
        """;

    /// <summary>Residual blocks of one branch.</summary>
    internal static string Residual(string branch, string network, int blocks)
        => string.Create(CultureInfo.InvariantCulture, $"[Block]\n{branch}\nclass Branch;\n[{network}, InputMean = 0, InputStd = 1)]\n[Residual<Branch>(Repeat = {blocks})]\n[Dense(10)]\n[SoftmaxCrossEntropy]\npartial class N;");

    internal static string KerasMnist(string initializer) =>
        $"""
        [Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
        [Conv2D(32, 3)] [{initializer}] [ReLU]
        [Conv2D(64, 3)] [{initializer}] [ReLU]
        [MaxPool2D(2)]
        [Dropout(0.25)]
        [Flatten]
        [Dense(128)] [{initializer}] [ReLU]
        [Dropout(0.5)]
        [Dense(10)] [{initializer}]
        [SoftmaxCrossEntropy]
        partial class N;
        """;

    internal static string ConvNet(string convolution, string head) =>
        $"""
        [Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
        [Conv2D(64, 3, Padding = Padding.Same)] [{convolution}] [ReLU]
        [Conv2D(64, 3, Padding = Padding.Same)] [{convolution}] [ReLU]
        [MaxPool2D(2)]
        [Conv2D(128, 3, Padding = Padding.Same)] [{convolution}] [ReLU]
        [Conv2D(128, 3, Padding = Padding.Same)] [{convolution}] [ReLU]
        [MaxPool2D(2)]
        [Flatten]
        [Dense(10)] [{head}]
        [SoftmaxCrossEntropy]
        partial class N;
        """;

    internal static string Tutorial(string initializers) =>
        $"""
        [Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
        [Conv2D(32, 5, Padding = Padding.Same)] {initializers} [ReLU]
        [MaxPool2D(2)]
        [Conv2D(64, 5, Padding = Padding.Same)] {initializers} [ReLU]
        [MaxPool2D(2)]
        [Flatten]
        [Dense(1024)] {initializers} [ReLU]
        [Dropout(0.5)]
        [Dense(10)] {initializers}
        [SoftmaxCrossEntropy]
        partial class N;
        """;

    internal static string Mlp(int hidden, string layer, string network = "[Network(100, InputMean = 0, InputStd = 1)]")
        => $"{network}\n{string.Concat(Enumerable.Repeat(layer + "\n", hidden))}[Dense(10)] [LeCun]\n[SoftmaxCrossEntropy]\npartial class N;";

    /// <param name="plan">Numbers of filters, and M for a pooling.</param>
    internal static string Vgg(string plan, string initializer = "He")
    {
        IEnumerable<string> layers = plan.Split(' ').Select(step => step == "M" ? "[MaxPool2D(2)]\n" : $"[Conv2D({step}, 3, Padding = Padding.Same)] [He] [ReLU]\n");
        string text = $"[Network(224, 224, 3, InputMean = 0, InputStd = 1)]\n{string.Concat(layers)}[Flatten]\n[Dense(4096)] [He] [ReLU]\n[Dropout(0.5)]\n[Dense(4096)] [He] [ReLU]\n[Dropout(0.5)]\n[Dense(1000)] [LeCun]\n[SoftmaxCrossEntropy]\npartial class N;";
        return text.Replace("[He]", $"[{initializer}]", StringComparison.Ordinal);
    }

    /// <param name="blocks">Blocks per stage: the depth is 6 * blocks + 2.</param>
    internal static string ResNet(int blocks, string gamma = "")
    {
        var text = new StringBuilder();
        foreach (int filters in (ReadOnlySpan<int>)[16, 32, 64])
        {
            text.Append(Block($"Same{filters}", filters, stride: 1, gamma));
            if (filters > 16) text.Append(Block($"Down{filters}", filters, stride: 2, gamma));
        }

        text.Append("[Network(32, 32, 3, InputMean = 0, InputStd = 1)]\n[Conv2D(16, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]\n");
        text.Append(CultureInfo.InvariantCulture, $"[Use<Same16>(Repeat = {blocks})]\n");
        foreach (int filters in (ReadOnlySpan<int>)[32, 64]) text.Append(CultureInfo.InvariantCulture, $"[Use<Down{filters}>]\n[Use<Same{filters}>(Repeat = {blocks - 1})]\n");
        return text.Append("[GlobalAveragePool2D]\n[Dense(10)] [LeCun]\n[SoftmaxCrossEntropy]\npartial class N;").ToString();
    }

    internal static string Block(string name, int filters, int stride, string gamma) =>
        $"""
        [Block]
        [Conv2D({filters}, 3, Padding = Padding.Same, Stride = {stride}, UseBias = false)] [He] [BatchNorm] [ReLU]
        [Conv2D({filters}, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] {gamma}
        class Branch{name};

        [Block]
        [Residual<Branch{name}>(Projection = true)]
        [ReLU]
        class {name};

        """;
}
