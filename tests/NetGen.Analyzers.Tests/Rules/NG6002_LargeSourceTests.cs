using Microsoft.CodeAnalysis;

using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG6002_LargeSourceTests
{
    private const string Rule = "NG6002";
    private const string Network = "[Network(4)] [Dense(2)] partial class N;\n";
    private const string Convolutions = "[Network(28, 28, 16)] [Conv2D(32, 5, Padding = Padding.Same)] [ReLU] [Conv2D(16, 5)] [Flatten] [Dense(3)] [SoftmaxCrossEntropy] partial class N;";

    [Theory]
    [InlineData("[{|NG6002:Network(4)|}] [Dense(2)] partial class N;\n[NetGen.Runtime.GeneratedSource(1000001, 1)] partial class N;")]
    [InlineData("[{|NG6002:Network(4)|}] [Dense(2)] partial class N;\n[NetGen.Runtime.GeneratedSource(100000, 50001)] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData(Network)]
    [InlineData(Network + "[NetGen.Runtime.GeneratedSource(1000000, 50000)] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Fact]
    public Task Message_says_by_how_much_and_what_to_write() => RuleTest.Message(
        Rule,
        "[{|NG6002:Network(4)|}] [Dense(2)] partial class N;\n[NetGen.Runtime.GeneratedSource(2500000, 60000)] partial class N;",
        "N has generated code of 2,500,000 characters in 60,000 lines, more than 1,000,000 characters, which slows compiling and editing down. "
        + "Use fewer or more equal layers, try Unroll = Unroll.Size on [Network], or raise the limit in .editorconfig.");

    [Theory]
    [InlineData("netgen_ng6002_characters = 3e6", 1)]
    [InlineData("netgen_ng6002_lines = 70000", 1)]
    [InlineData("netgen_ng6002_characters = 3e6\nnetgen_ng6002_lines = 70000", 0)]
    public async Task Configured(string settings, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, Network + "[NetGen.Runtime.GeneratedSource(2500000, 60000)] partial class N;", $"[*.cs]\n{settings}\n")).Length);

    /// <summary>What the generator notes on a class is what the analyzer reads.</summary>
    [Fact]
    public async Task The_note_of_the_generator_is_read()
    {
        using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], "[*.cs]\nnetgen_ng6002_characters = 100000\n", [Convolutions]) { RunsGenerator = true };
        Diagnostic diagnostic = Assert.Single(await editor.DiagnoseAsync(), diagnostic => diagnostic.Id == Rule);
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
    }
}
