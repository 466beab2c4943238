using System.Globalization;

using Microsoft.CodeAnalysis;

using NetGen.CodeFixes;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG4004_OverconfidentTests
{
    private const string Rule = "NG4004";

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [{|NG4004:Normal(1)|}] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Normal(5)] [ReLU] [Dense(10)] [{|NG4004:LeCun|}] [SoftmaxCrossEntropy] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [Normal(1)] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [He] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [Zeros] [SoftmaxCrossEntropy] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    /// <summary>VGG-16: every layer keeps its signal, and five maxima make it larger, though not so much that it is reported without being asked for.</summary>
    [Fact]
    public async Task Where_no_layer_is_at_fault_a_smaller_head_is_suggested()
    {
        const string Config = "[*.cs]\nnetgen_ng4004_std = 2\n";
        string vgg = GoodNetworks.Vgg("64 64 M 128 128 M 256 256 256 M 512 512 512 M 512 512 512 M");
        Assert.Empty(await RuleTest.Configured(Rule, vgg, string.Empty));
        Diagnostic diagnostic = Assert.Single(await RuleTest.Configured(Rule, vgg, Config));
        Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity);
        Assert.Equal(
            "dense3 begins with logits of std 2.83 and a loss of about 10.74 instead of 6.91: every layer keeps its signal, but pooling or sums of branches make it larger. "
            + "Write [Normal(0.00553)], with which logits begin at std 1.",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
        using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], Config, [vgg]);
        Assert.True(await editor.FixAsync(Rule, new AttributeFixProvider()));
        Assert.Contains("[Dense(1000)] [Normal(0.00553)]", (await editor.ReadAsync())[0], StringComparison.Ordinal);
        Assert.DoesNotContain(await editor.DiagnoseAsync(), reported => reported.Id == Rule);
    }

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [Normal(1)] [SoftmaxCrossEntropy] partial class N;", "[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [Normal(0.5)] [SoftmaxCrossEntropy] partial class N;", "netgen_ng4004_std = 100\nnetgen_ng4004_loss = 100", 0)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
