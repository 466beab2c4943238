using Microsoft.CodeAnalysis;

using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Emission;

/// <summary>Declarations at the edge of what is allowed: whatever has a model becomes code that compiles without a warning.</summary>
public sealed class UnusualDeclarationTests
{
    [Theory]
    [InlineData("[Network(8, 8, 4)] [Conv2D(4, 1)] [Residual<B>(Repeat = 2, Projection = true)] [Flatten] [Dense(3)] [SoftmaxCrossEntropy] partial class N; [Block] [Conv2D(6, 3, Padding = Padding.Same, Stride = 2, UseBias = false)] [BatchNorm] [ReLU] class B;")]
    [InlineData("[Network(8)] [Use<B>(Name = \"stage\", Repeat = 2)] [Dense(3, Name = \"features.0\")] [MeanSquaredError] partial class N; [Block] [Dense(8)] [Tanh] class B;")]
    [InlineData("[Network(5, 3)] [Flatten] [Dense(3)] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(5, 5, 3)] [Flatten] [BatchNorm] [Softmax] [Dense(3)] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(5, 5, 3)] [Flatten] [Dense(75)] [Concat(\"flatten1\")] [Dense(3)] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(5, 5, 3)] [Conv2D(5, 3)] [Flatten] [Concat(\"flatten1\")] [Dense(3)] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(5, 5, 6)] [Conv2D(12, 3, Groups = 6)] [MaxPool2D(2, Padding = Padding.Same)] [Conv2D(6, 1, Groups = 2)] [GlobalMaxPool2D] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(4)] [Dense(4)] [Add(\"dense1\")] [Multiply(\"add1\")] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(4)] [ReLU] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(4)] [Add(\"input\")] partial class N;")]
    [InlineData("[Network(5, 5, 3)] [Flatten] partial class N;")]
    [InlineData("[Network(5, 3)] [Tanh] [Concat(\"input\")] [BatchNorm] [Softmax] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(6, 6, 1)] [Conv2D(4, 3, Dilation = 2)] [AveragePool2D(2, Stride = 1, PaddingSize = 1)] [Dropout(0.5)] [ELU(0.5)] [MeanSquaredError] partial class N;")]
    [InlineData("namespace @class; partial interface @event { partial record struct P { [Network(4)] [Dense(4, Name = \"class\")] [MeanSquaredError] public partial class @new; } }")]
    [InlineData("[Network(4)] [Dense(0)] [MeanSquaredError] partial class N { void M() { using var n = (System.IDisposable?)null; Forward(default, default); } }")]
    [InlineData("[Network(3)] [BatchNorm] [Dense(2, Name = \"Forward\")] [ReLU(Name = \"Predict\")] [Dense(2, Name = \"N\")] partial class N;")]
    [InlineData("[Network(3)] [Dense(3, Name = \"0\")] [ReLU(Name = \"1\")] [Dense(3, Name = \"Layer0\")] [Dense(3, Name = \"layer0\")] [Dense(3, Name = \"layer.0\")] [Dense(3, Name = \"layer_0\")] [Dense(3, Name = \"LAYER_0\")] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(3)] [Dense(3, Name = \"größe.層\")] [BatchNorm(Name = \"a\\\"b\\\\c <d> & {0} */ //\")] [Dropout(0.5, Name = \"\\ud83d\\ude00\")] [Dense(2, Name = \"gr.ße.層\")] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(3)] [Dense(3, Name = \"0\")] [ReLU(Name = \"größe/1 2\")] [Dense(2, Name = \"größe.1+2\")] [Dense(2, Name = \"a-b\", Input = \"0\")] [Output(\"a-b\")] [Output(\"0\")] [Output(\"größe/1 2\")] [Output(\"größe.1+2\")] partial class N;")]
    [InlineData("[Network(3)] [Dense(3, Name = \"0\")] [SoftmaxCrossEntropy] [Dense(2, Name = \"a b\", Input = \"input\")] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(3)] [Dense(3, Name = \"a\")] [Dense(3, Name = \"aForward\")] [Dense(3, Name = \"aForward_2\")] [Dense(3, Name = \"a.Forward\")] [Dense(2, Name = \"input\")] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(8, 8, 4)] [Residual<B, S>(Name = \"layer1.0\", ShortcutName = \"downsample\")] [ReLU] [Use<O>(Name = \"layer1\", FirstIndex = 1, Repeat = 2)] [GlobalAveragePool2D] [Dense(3, Name = \"fc\")] [SoftmaxCrossEntropy] partial class N; [Block] [Residual<C>(Name = \"\")] [ReLU] class O; [Block] [Conv2D(6, 3, Padding = Padding.Same, UseBias = false)] [BatchNorm] class C; [Block] [Conv2D(6, 3, Padding = Padding.Same, Stride = 2, UseBias = false)] [BatchNorm] [ReLU] class B; [Block] [Conv2D(6, 1, Stride = 2, Name = \"0\")] [BatchNorm(Name = \"1\")] class S;")]
    public void Generated_code_compiles(string source)
    {
        GeneratorResult result = GeneratorRunner.Run("using NetGen;\n" + source);
        Diagnostic[] errors = [.. result.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
        Assert.True(errors.Length == 0, string.Join('\n', errors.Take(5).Select(error => error.ToString())));
        Assert.NotEmpty(result.Sources);
    }
}
