using System.Collections.Immutable;
using System.Text.RegularExpressions;

using Microsoft.CodeAnalysis;

using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests;

/// <summary>Networks that are known to train get neither an error nor a warning from any rule.</summary>
public sealed partial class SilenceTests
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
        { "BatchNorm MLP", Mlp(4, "[Dense(128, UseBias = false)] [BatchNorm] [ReLU]") },
        { "sigmoid MLP of two layers", Mlp(2, "[Dense(64)] [Xavier] [Sigmoid]") },
        { "exclusive or", "[Network(2, InputMean = 0.5, InputStd = 0.5)]\n[Dense(8)] [Tanh]\n[Dense(1)]\n[MeanSquaredError]\npartial class N;" },
        { "regression", "[Network(8, InputMean = 0, InputStd = 1)]\n[Dense(32)] [ReLU]\n[Dense(32)] [ReLU]\n[Dense(1)]\n[MeanSquaredError]\npartial class N;" },
        { "softmax regression of zeros", "[Network(784, InputMean = 0.1307, InputStd = 0.3081)]\n[Dense(10)] [Zeros]\n[SoftmaxCrossEntropy]\npartial class N;" },
        { "inference only", "[Network(784, InputMean = 0.1307, InputStd = 0.3081)]\n[Dense(100)] [ReLU]\n[Dense(10)]\n[Softmax]\npartial class N;" },
        { "autoencoder of pixels", "[Network(784, InputMean = 0.1307, InputStd = 0.3081)]\n[Dense(128)] [ReLU]\n[Dense(32)] [ReLU]\n[Dense(128)] [ReLU]\n[Dense(784)] [Sigmoid]\n[MeanSquaredError]\npartial class N;" },
        { "separable convolutions", Separable },
        { "two branches", Branches },
        { "inverted residual", InvertedResidual },
        { "zero gamma", ResNet(3, "[Zeros]") },
    };

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

    [Theory]
    [MemberData(nameof(Networks))]
    public async Task No_error_and_no_warning(string name, string source)
    {
        using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], null, [source]);
        Assert.Empty(await editor.CompileAsync());
        Diagnostic[] loud = [.. (await editor.DiagnoseAsync()).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
        Assert.True(loud.Length == 0, $"{name}:\n{string.Join('\n', loud.Select(diagnostic => diagnostic.ToString()))}");
    }

    /// <summary>What the documentation shows, users copy.</summary>
    [Theory]
    [InlineData("README.md")]
    [InlineData("samples/Mnist/DigitNet.cs")]
    public async Task Examples_of_the_project_are_silent(string path)
    {
        string text = await File.ReadAllTextAsync(Path.Combine(Rules.RuleContractTests.Root, path));
        string[] networks = path.EndsWith(".md", StringComparison.Ordinal)
            ? [.. Examples().Matches(text).Select(match => match.Groups["code"].Value).Where(code => code.Contains("[Network", StringComparison.Ordinal))]
            : [text];
        Assert.NotEmpty(networks);
        foreach (string network in networks)
        {
            using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], null, [network]);
            ImmutableArray<Diagnostic> diagnostics = await editor.DiagnoseAsync();
            Assert.NotEmpty(diagnostics); // at least the hints: it is understood
            Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        }
    }

    /// <summary>The published form that does not train is reported by these rules, at least.</summary>
    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Published_broken_forms_are_reported(string name, string source, string rules)
    {
        using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], null, [source]);
        HashSet<string> reported = [.. (await editor.DiagnoseAsync()).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.Id)];
        Assert.True(rules.Split(' ').All(reported.Contains), $"{name}: {string.Join(' ', reported.Order(StringComparer.Ordinal))} instead of {rules}");
    }

    public static TheoryData<string, string, string> Broken => new()
    {
        { "LTFN 6, four dense layers of N(0, 1) without activation", "[Network(784, InputMean = 0.1307, InputStd = 0.3081)]\n[Dense(500)] [Normal(1)]\n[Dense(500)] [Normal(1)]\n[Dense(10)] [Normal(1)]\n[SoftmaxCrossEntropy]\npartial class N;", "NG2007 NG1005 NG4001 NG4004" },
        { "LTFN 6, N(0, 1)", ConvNet("Normal(1)", "Normal(1)"), "NG1005 NG4001 NG4004" },
        { "LTFN 6, weights x 0.01", ConvNet("Normal(0.01)", "Normal(0.01)"), "NG1005 NG4002" },
        { "TensorFlow tutorial, std 1, biases 1", Tutorial("[TruncatedNormal(1)] [Constant(1, Target = Parameter.Bias)]"), "NG1005 NG1008 NG4001 NG4004" },
        { "TensorFlow tutorial, std 0.0001", Tutorial("[TruncatedNormal(0.0001)]"), "NG1005 NG4002" },
        { "INTOLI, zeros", KerasMnist("Zeros"), "NG1003" },
        { "INTOLI, N(0, 0.4)", KerasMnist("Normal(0.4)"), "NG1005 NG4001 NG4004" },
        { "INTOLI, Glorot with ReLU", KerasMnist("Xavier"), "NG1001" },
        { "INTOLI, ReLU, std 0.1", Mlp(5, "[Dense(100)] [Normal(0.1)] [ReLU]"), "NG1005" },
        { "INTOLI, ReLU, std 0.28", Mlp(5, "[Dense(100)] [Normal(0.28)] [ReLU]"), "NG1005" },
        { "INTOLI, linear, std 0.2", "[Network(784)]\n[Dense(100)] [Normal(0.2)]\n[Dense(100)] [Normal(0.2)]\n[Dense(10)]\n[SoftmaxCrossEntropy]\npartial class N;", "NG2007 NG1005" },
        { "INTOLI, convolution, std sqrt(2 / 9)", "[Network(28, 28, 32)]\n[Conv2D(64, 3)] [Normal(0.4714)] [ReLU]\n[Flatten]\n[Dense(10)]\n[SoftmaxCrossEntropy]\npartial class N;", "NG1017" },
        { "BEST, N(0, 1)", Mlp(5, "[Dense(100)] [Normal(1)] [Tanh]"), "NG1005 NG4008" },
        { "DEEP, Caffe's xavier behind ReLU", Vgg("64 64 M 128 128 M 256 256 256 M 512 512 512 M 512 512 512 M", "LeCun"), "NG1001 NG4002" },
        { "DEEP, 30 layers of Xavier with ReLU", Mlp(30, "[Dense(100)] [Xavier] [ReLU]"), "NG1001 NG4002 NG4003" },
        { "DEEP, 22 layers of Xavier with ReLU", Mlp(22, "[Dense(100)] [Xavier] [ReLU]"), "NG1001 NG4002 NG4003" },
        { "BEST, sigmoids", Mlp(8, "[Dense(100)] [Xavier] [Sigmoid]"), "NG2009 NG4003" },
        { "two softmaxes", "[Network(784, InputMean = 0.1307, InputStd = 0.3081)]\n[Dense(10)]\n[Softmax]\n[SoftmaxCrossEntropy]\npartial class N;", "NG2002" },
    };

    private static string KerasMnist(string initializer) =>
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

    private static string ConvNet(string convolution, string head) =>
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

    private static string Tutorial(string initializers) =>
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

    private static string Mlp(int hidden, string layer, string network = "[Network(100, InputMean = 0, InputStd = 1)]")
        => $"{network}\n{string.Concat(Enumerable.Repeat(layer + "\n", hidden))}[Dense(10)] [LeCun]\n[SoftmaxCrossEntropy]\npartial class N;";

    /// <param name="plan">Numbers of filters, and M for a pooling.</param>
    private static string Vgg(string plan, string initializer = "He")
    {
        IEnumerable<string> layers = plan.Split(' ').Select(step => step == "M" ? "[MaxPool2D(2)]\n" : $"[Conv2D({step}, 3, Padding = Padding.Same)] [He] [ReLU]\n");
        string text = $"[Network(224, 224, 3, InputMean = 0, InputStd = 1)]\n{string.Concat(layers)}[Flatten]\n[Dense(4096)] [He] [ReLU]\n[Dropout(0.5)]\n[Dense(4096)] [He] [ReLU]\n[Dropout(0.5)]\n[Dense(1000)] [LeCun]\n[SoftmaxCrossEntropy]\npartial class N;";
        return text.Replace("[He]", $"[{initializer}]", StringComparison.Ordinal);
    }

    /// <param name="blocks">Blocks per stage: the depth is 6 * blocks + 2.</param>
    private static string ResNet(int blocks, string gamma = "")
    {
        var text = new System.Text.StringBuilder();
        foreach (int filters in (ReadOnlySpan<int>)[16, 32, 64])
        {
            text.Append(Block($"Same{filters}", filters, stride: 1, gamma));
            if (filters > 16) text.Append(Block($"Down{filters}", filters, stride: 2, gamma));
        }

        text.Append("[Network(32, 32, 3, InputMean = 0, InputStd = 1)]\n[Conv2D(16, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]\n");
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"[Use<Same16>(Repeat = {blocks})]\n");
        foreach (int filters in (ReadOnlySpan<int>)[32, 64]) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"[Use<Down{filters}>]\n[Use<Same{filters}>(Repeat = {blocks - 1})]\n");
        return text.Append("[GlobalAveragePool2D]\n[Dense(10)] [LeCun]\n[SoftmaxCrossEntropy]\npartial class N;").ToString();
    }

    private static string Block(string name, int filters, int stride, string gamma) =>
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

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Examples();
}
