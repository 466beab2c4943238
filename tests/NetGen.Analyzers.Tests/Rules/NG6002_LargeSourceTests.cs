using Microsoft.CodeAnalysis;

using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG6002_LargeSourceTests
{
    private const string Rule = "NG6002";
    private const string Network = "[Network(4)] [Dense(2)] partial class N;\n";
    private const string Convolutions = "[Network(28, 28, 16)] [Conv2D(32, 5, Padding = Padding.Same)] [ReLU] [Conv2D(16, 5)] [Flatten] [Dense(3)] [SoftmaxCrossEntropy] partial class N;";

    [Theory]
    [InlineData("[{|NG6002:Network(4)|}] [Dense(2)] partial class N;\n[NetGen.Runtime.GeneratedSource(3000001, 1)] partial class N;")]
    [InlineData("[{|NG6002:Network(4)|}] [Dense(2)] partial class N;\n[NetGen.Runtime.GeneratedSource(100000, 150001)] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData(Network)]
    [InlineData(Network + "[NetGen.Runtime.GeneratedSource(3000000, 150000)] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("", "4500000, 66000", "Use fewer layers, move")]
    [InlineData("", "4500000, 66000, 4400000", "Write Unroll = Unroll.Size on [Network], which makes 4,400,000 characters of it, or use fewer layers, move")]
    [InlineData("", "4500000, 66000, 4500000", "Use fewer layers, move")]
    [InlineData(", Unroll = Unroll.Size", "4500000, 66000", "Use fewer layers, move")]
    [InlineData(", Unroll = Unroll.Full", "4500000, 66000, 4600000", "Use fewer layers, move")]
    public Task Message_says_by_how_much_and_advises_a_setting_only_where_it_helps(string setting, string size, string remedy) => RuleTest.Message(
        Rule,
        $"[{{|NG6002:Network(4{setting})|}}] [Dense(2)] partial class N;\n[NetGen.Runtime.GeneratedSource({size})] partial class N;",
        "N has generated code of 4,500,000 characters in 66,000 lines, more than 3,000,000 characters, which slows compiling and editing down. "
        + remedy + " the network to a project of its own, which is compiled when it changes, or raise the limit in .editorconfig.");

    [Theory]
    [InlineData("netgen_ng6002_characters = 5e6", 1)]
    [InlineData("netgen_ng6002_lines = 200000", 1)]
    [InlineData("netgen_ng6002_characters = 5e6\nnetgen_ng6002_lines = 200000", 0)]
    public async Task Configured(string settings, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, Network + "[NetGen.Runtime.GeneratedSource(4500000, 160000)] partial class N;", $"[*.cs]\n{settings}\n")).Length);

    /// <summary>What the generator notes on a class is what the analyzer reads.</summary>
    [Fact]
    public async Task The_note_of_the_generator_is_read()
    {
        using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], "[*.cs]\nnetgen_ng6002_characters = 100000\n", [Convolutions]) { RunsGenerator = true };
        Diagnostic diagnostic = Assert.Single(await editor.DiagnoseAsync(), diagnostic => diagnostic.Id == Rule);
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
    }
}
