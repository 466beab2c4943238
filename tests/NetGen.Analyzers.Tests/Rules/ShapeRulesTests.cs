using System.Globalization;
using System.Runtime.CompilerServices;

using Microsoft.CodeAnalysis;

using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

/// <summary>NG3: each rule where it must fire, at the right place, and where it must not.</summary>
public sealed class ShapeRulesTests
{
    [Theory]
    [InlineData("[Network(4)] [{|NG3001:Conv2D(8, 3)|}] partial class N;")]
    [InlineData("[Network(4)] [Dense(5)] [{|NG3001:Add(\"input\")|}] partial class N;")]
    [InlineData("[Network(4)] [{|NG3001:Residual<B>|}] partial class N; [Block] [Dense(3)] class B;")]
    [InlineData("[Network(4)] [Residual<B>(Projection = true)] partial class N; [Block] [Dense(3)] class B;")]
    [InlineData("[Network(4, 4, 3)] [Conv2D(8, 3, Padding = Padding.Same)] [Concat(\"input\")] partial class N;")]
    public Task NG3001_ShapeMismatch(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(4, 4, 1)] [{|NG3002:Conv2D(8, 5)|}] partial class N;")]
    [InlineData("[Network(4, 4, 1)] [{|NG3002:MaxPool2D(5)|}] partial class N;")]
    [InlineData("[Network(4, 4, 1)] [Conv2D(8, 4)] partial class N;")]
    [InlineData("[Network(4, 4, 1)] [Conv2D(8, 5, Padding = Padding.Same)] [MaxPool2D(5, Padding = Padding.Same)] partial class N;")]
    public Task NG3002_WindowTooLarge(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(4, 4, 1)] [{|NG3003:Dense(10)|}] partial class N;")]
    [InlineData("[Network(4, 4, 1)] [Tanh] [{|NG3003:SoftmaxCrossEntropy|}] partial class N;")]
    [InlineData("[Network(4, 4, 1)] [Flatten] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(4, 4)] [Dense(10)] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(4, 4)] [Dense(10)] [{|NG3003:MultiMargin|}] partial class N;")]
    [InlineData("[Network(4, 4, 1)] [Tanh] [MeanSquaredError] partial class N;")]
    public Task NG3003_MissingFlatten(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(4, 4, 3)] [{|NG3004:Reshape(4, 13)|}] partial class N;")]
    [InlineData("[Network(48)] [{|NG3004:Reshape(5, 3, -1)|}] partial class N;")]
    [InlineData("[Network(48)] [{|NG3004:Reshape(100, -1)|}] partial class N;")]
    [InlineData("[Network(4, 4, 3)] [Reshape(48)] [Reshape(6, 8)] [Reshape(-1, 2, 4)] partial class N;")]
    public Task NG3004_ReshapeSize(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(5, 4, 1)] [{|NG3005:MaxPool2D(2)|}] partial class N;")]
    [InlineData("[Network(6, 6, 1)] [{|NG3005:Conv2D(8, 3, Stride = 2)|}] partial class N;")]
    [InlineData("[Network(6, 6, 1)] [Conv2D(8, 3, Stride = 2, PaddingSize = 1)] partial class N;")]
    [InlineData("[Network(5, 5, 1)] [MaxPool2D(2, Padding = Padding.Same)] [GlobalAveragePool2D] partial class N;")]
    public Task NG3005_DroppedBorder(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(5, 5, 1)] [{|NG3006:Conv2D(8, 3)|}] [BatchNorm] [ReLU] partial class N;")]
    [InlineData("[Network(4)] [{|NG3006:Dense(8)|}] [BatchNorm] [ReLU] partial class N;")]
    [InlineData("[Network(4)] [Dense(8, UseBias = false)] [BatchNorm] [ReLU] partial class N;")]
    [InlineData("[Network(4)] [Dense(8)] [ReLU] [BatchNorm] [Tanh] partial class N;")]
    [InlineData("[Network(4)] [Dense(8)] [BatchNorm] [Add(\"dense1\")] partial class N;")]
    public Task NG3006_BiasBeforeBatchNorm(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(4)] [ReLU] [Dropout(0.5)] [{|NG3007:BatchNorm|}] [ReLU] partial class N;")]
    [InlineData("[Network(4)] [Dense(4)] [Dropout(0.5)] [ReLU] [{|NG3007:BatchNorm|}] partial class N;")] // through the activation
    [InlineData("[Network(4)] [ReLU] [BatchNorm] [Dropout(0.5)] partial class N;")]
    [InlineData("[Network(4)] [Dropout(0.5)] [Dense(4)] [BatchNorm] [ReLU] partial class N;")] // weights in between
    [InlineData("[Network(4)] [ReLU] [Dropout(0)] [BatchNorm] [ReLU] partial class N;")]
    public Task NG3007_DropoutBeforeBatchNorm(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(4, 4, 1)] [Dropout(0.5)] [{|NG3008:MaxPool2D(2)|}] partial class N;")]
    [InlineData("[Network(4, 4, 1)] [Dropout(0.5)] [{|NG3008:GlobalAveragePool2D|}] partial class N;")]
    [InlineData("[Network(4, 4, 1)] [Conv2D(2, 1)] [Dropout(0.5)] [ReLU] [{|NG3008:MaxPool2D(2)|}] partial class N;")] // through the activation
    [InlineData("[Network(4, 4, 1)] [Dropout(0.5)] [Conv2D(2, 1)] [ReLU] [MaxPool2D(2)] partial class N;")]
    [InlineData("[Network(4, 4, 1)] [MaxPool2D(2)] [Dropout(0.5)] partial class N;")]
    public Task NG3008_DropoutBeforePooling(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(4)] [Dense(2, UseBias = false)] [{|NG3010:BatchNorm|}] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(4)] [Dense(2, UseBias = false)] [{|NG3010:BatchNorm|}] [Softmax] partial class N;")]
    [InlineData("[Network(4)] [Dense(2, UseBias = false)] [BatchNorm] partial class N;")] // more may follow
    [InlineData("[Network(4)] [Dense(2, UseBias = false)] [BatchNorm] [Dense(2)] partial class N;")]
    public Task NG3010_BatchNormOnHead(string source) => Verify(source);

    [Fact]
    public async Task A_message_has_the_values_and_the_remedy()
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzerRunner.VerifyAsync(
            "[Network(28, 28, 1)] [Conv2D(8, 3)] [ReLU] [{|NG3003:Dense(10)|}] partial class N;", "NG3", new NetworkDeclarationAnalyzer()));
        Assert.Equal(
            "dense1 reads an image of 26x26x8, but works on a vector, or on each step of a sequence. Put [Flatten] above it, or write [Conv2D(10, 1)], which works on each pixel.",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task NG3008_says_through_what_it_reads()
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzerRunner.VerifyAsync(
            "[Network(4, 4, 1)] [Conv2D(2, 1)] [Dropout(0.5)] [ReLU] [{|NG3008:MaxPool2D(2)|}] partial class N;", "NG3008", new NetworkDeclarationAnalyzer()));
        Assert.Equal(
            "pool1 reads what dropout1 has dropped, through relu1, so 94 % of its windows lack a value in training and none does in inference. Move [Dropout] below [MaxPool2D].",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
        await RuleTest.Fixed(
            "NG3008",
            "[Network(4, 4, 1)] [Conv2D(2, 1)] [Dropout(0.5)] [ReLU] [MaxPool2D(2)] partial class N;",
            "[Network(4, 4, 1)] [Conv2D(2, 1)] [ReLU] [MaxPool2D(2)] [Dropout(0.5)] partial class N;");
    }

    /// <param name="test">The test's name begins with the rule's id.</param>
    private static Task Verify(string source, [CallerMemberName] string test = "")
        => AnalyzerRunner.VerifyAsync(source, test[.."NG0000".Length], new NetworkDeclarationAnalyzer());
}
