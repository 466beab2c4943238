using Microsoft.CodeAnalysis;

using NetGen.CodeFixes;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Fixes;

public sealed class UnitGainRefactoringTests
{
    private const string Broken =
        """
        [Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
        [Conv2D(8, 3)] [Normal(1)] [ReLU] // first
        [Conv2D(8, 3)] [Xavier] [LeakyReLU(0.3)]
        [Flatten]
        [Dense(64)] [He] [Tanh]
        [Dense(64)] [Uniform(-1, 1)] [GELU]
        [Dense(64)] [LeCun] [SELU]
        [Dense(10)] [Ones]
        [SoftmaxCrossEntropy]
        partial class N;
        """;

    private const string Fixed =
        """
        [Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
        [Conv2D(8, 3)] [He] [ReLU] // first
        [Conv2D(8, 3)] [He(Slope = 0.3)] [LeakyReLU(0.3)]
        [Flatten]
        [Dense(64)] [Xavier] [Tanh]
        [Dense(64)] [Auto] [GELU]
        [Dense(64)] [LeCun] [SELU]
        [Dense(10)] [LeCun]
        [SoftmaxCrossEntropy]
        partial class N;
        """;

    [Fact]
    public async Task All_initialisers_are_rewritten_and_nothing_is_left_to_report()
    {
        using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], null, [Broken]);
        Assert.True(await editor.RefactorAsync("Conv2D", new UnitGainRefactoring()));
        Assert.Equal(Fixed, (await editor.ReadAsync())[0]);
        Assert.Empty(await editor.CompileAsync());
        Assert.DoesNotContain(await editor.DiagnoseAsync(), diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
    }

    [Theory]
    [InlineData(Fixed, "Conv2D")] // nothing to do
    [InlineData("[Network(4)] [Dense(4)] [ReLU] [Dense(2)] partial class N;", "N;")] // defaults
    [InlineData("[Network(4)] [Dense(4)] [Auto] [ReLU] [Dense(2)] [Zeros] partial class N;", "N;")]
    [InlineData("[Network(4)] [Dense(4)] [Ones] [ReLU] [Dense(2)] partial class N { int member; }", "member")] // elsewhere
    [InlineData("class Other;", "Other")]
    [InlineData("[Network(4)] [Dense(] [Ones] partial class N;", "N;")] // half typed
    public async Task It_is_not_offered_where_it_changes_nothing(string source, string at)
    {
        using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], null, [source]);
        Assert.False(await editor.RefactorAsync(at, new UnitGainRefactoring()));
    }
}
