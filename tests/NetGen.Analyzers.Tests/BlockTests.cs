using System.Collections.Immutable;
using System.Globalization;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

using NetGen.Analyzers.Tests.Rules;
using NetGen.CodeFixes;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests;

/// <summary>Findings about layers of a block: once, at the block's own attributes, with the network in which it is wrong; and their fixes there.</summary>
public sealed class BlockTests
{
    private const string Wrong = "[Block] [Dense(100)] [Xavier] [ReLU] class B;";
    private const string First = "[Network(100)] [Use<B>] [Dense(10)] [LeCun] partial class N;";
    private const string Second = "[Network(100)] [Use<B>(Repeat = 2)] [Dense(10)] [LeCun] partial class M;";

    [Fact]
    public async Task A_block_in_another_file_reports_once_for_all_networks_that_use_it()
    {
        Diagnostic found = Assert.Single(await DiagnoseAsync("NG1001", First, Second, Wrong));
        Assert.Equal("/Consumer0/Source2.cs", found.Location.SourceTree!.FilePath);
        Assert.Equal("Xavier", Written(found));
        Assert.StartsWith("block1.dense1 (in N and 1 other network) ", Message(found), StringComparison.Ordinal);
        Assert.Equal("N M", found.Properties[NetworkAnalysis.NetworksProperty]);
    }

    [Theory]
    [InlineData("[Network(100)] [Use<Outer>] [Dense(10)] [LeCun] partial class N;", "[Block] [Use<B>] class Outer;", "block1.block1.dense1 (in N) ")]
    [InlineData(
        "[Network(100)] [Residual<Outer, B>] [Dense(10)] [LeCun] partial class N;",
        "[Block] [Dense(100)] [He] [ReLU] class Outer;",
        "block1.shortcut.dense1 (in N) ")]
    [InlineData(
        "[Network(100)] [Use<Space.B>] [Dense(10)] [LeCun] partial class N;",
        "namespace Space { [Block] [Dense(100)] [Xavier] [ReLU] class B; } class B;",
        "block1.dense1 (in N) ")]
    [InlineData("using Alias = NetGen.UseAttribute<B>;\n[Network(100)] [Alias] [Dense(10)] [LeCun] partial class N;", "", "block1.dense1 (in N) ")]
    [InlineData("using Named = B;\n[Network(100)] [Use<Named>] [Dense(10)] [LeCun] partial class N;", "", "block1.dense1 (in N) ")]
    [InlineData("partial class Around { [Network(100)] [Use<B>] [Dense(10)] [LeCun] partial class N; }", "", "block1.dense1 (in N) ")]
    public async Task It_finds_the_network_however_the_block_is_named(string network, string other, string message)
    {
        string block = other.Contains("class B", StringComparison.Ordinal) ? "" : Wrong;
        Assert.StartsWith(message, Message(Assert.Single(await DiagnoseAsync("NG1001", network, other, block))), StringComparison.Ordinal);
    }

    /// <summary>The block is right in front of tanh and wrong in front of a rectifier; the fix for one network would be the fault of the other.</summary>
    [Fact]
    public async Task A_network_in_which_the_block_is_right_is_not_named_and_not_made_wrong()
    {
        const string Block = "[Block] [Dense(100)] [Xavier] class B;";
        string[] sources =
        [
            "[Network(100)] [Use<B>] [ReLU] [Dense(10)] [LeCun] partial class N;",
            "[Network(100)] [Use<B>] [Tanh] [Dense(10)] [LeCun] partial class M;",
            Block,
        ];
        Assert.StartsWith("block1.dense1 (in N) ", Message(Assert.Single(await DiagnoseAsync("NG1001", sources))), StringComparison.Ordinal);
        using (var editor = Open(sources)) Assert.False(await editor.FixAsync("NG1001", new AttributeFixProvider()));

        // Without the other network it is offered.
        using var alone = Open(sources[0], Block);
        Assert.True(await alone.FixAsync("NG1001", new AttributeFixProvider()));
        Assert.Equal([sources[0], "[Block] [Dense(100)] [He] class B;"], await alone.ReadAsync());
    }

    /// <summary>A block whose layer does not fit one of two networks.</summary>
    [Fact]
    public async Task An_error_names_the_network_that_has_it()
    {
        Diagnostic found = Assert.Single(await DiagnoseAsync(
            "NG3002",
            "[Network(8, 8, 1)] [Use<B>] [Flatten] [Dense(2)] partial class N;",
            "[Network(4, 4, 1)] [Use<B>] [Flatten] [Dense(2)] partial class M;",
            "[Block] [Conv2D(4, 5)] class B;"));
        Assert.Equal("/Consumer0/Source2.cs", found.Location.SourceTree!.FilePath);
        Assert.StartsWith("block1.conv1 (in M) ", Message(found), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fix_edits_the_block_and_nothing_else()
    {
        using var editor = Open(First, Second, Wrong);
        Assert.True(await editor.FixAsync("NG1001", new AttributeFixProvider()));
        Assert.Equal([First, Second, "[Block] [Dense(100)] [He] [ReLU] class B;"], await editor.ReadAsync());
        Assert.DoesNotContain(await editor.DiagnoseAsync(), diagnostic => diagnostic.Id == "NG1001");
        Assert.Empty(await editor.CompileAsync());
    }

    /// <summary>Two blocks and a network with the same fault: each attribute is changed once, however many networks use it.</summary>
    [Theory]
    [InlineData(FixAllScope.Document, "[He]", "[Xavier]")]
    [InlineData(FixAllScope.Project, "[He]", "[He]")]
    [InlineData(FixAllScope.Solution, "[He]", "[He]")]
    public async Task Fix_all(FixAllScope scope, string inFirst, string inSecond)
    {
        string[] Sources(string first, string second) =>
        [
            $"[Block] [Dense(100)] {first} [ReLU] [Dense(100)] {first} [ReLU] class B; [Block] [Use<B>] [Dense(100)] {first} [ReLU] class Outer;",
            First,
            $"[Network(100)] [Use<Outer>(Repeat = 2)] [Dense(100)] {second} [ReLU] [Dense(10)] [LeCun] partial class M;",
        ];
        using var editor = Open(Sources("[Xavier]", "[Xavier]"));
        Assert.True(await editor.FixAllAsync("NG1001", new AttributeFixProvider(), scope));
        Assert.Equal(Sources(inFirst, inSecond), await editor.ReadAsync());
    }

    /// <summary>A fix that changes both classes: the softmax of the block goes, and the network's loss takes its place.</summary>
    [Fact]
    public async Task A_fix_may_edit_both_classes()
    {
        using var editor = Open("[Network(9)] [Use<B>] [MeanSquaredError] partial class N;", "[Block] [Dense(10)] [Softmax] class B;");
        Assert.True(await editor.FixAsync("NG2013", new AttributeFixProvider()));
        Assert.Equal(["[Network(9)] [Use<B>] [SoftmaxCrossEntropy] partial class N;", "[Block] [Dense(10)] class B;"], await editor.ReadAsync());
    }

    /// <summary>What is worked out of a fix while typing is the network that the editor's fix makes of the block.</summary>
    [Theory]
    [InlineData("[Network(100)] [Use<B>(Repeat = 3)] [Dense(10)] [LeCun] partial class N; [Block] [Dense(100)] [Xavier] [ReLU] class B;")]
    [InlineData("[Network(9)] [Dense(9)] [He] [ReLU] [Use<B>(Repeat = 4)] [Use<B>] [Dense(2)] partial class N; [Block] [Dense(9)] [Xavier] [Sigmoid] class B;")]
    [InlineData("[Network(9)] [Use<O>] [Dense(9)] [He] [Tanh] [Dense(2)] partial class N; [Block] [Use<B>] class O; [Block] [Dense(9)] [He] [Tanh] class B;")]
    [InlineData("[Network(9)] [Use<B>] [MeanSquaredError] partial class N; [Block] [Dense(10)] [Softmax] class B;")]
    public async Task A_fix_on_values_is_the_fix_on_text(string source) => Assert.True(await CausesTests.CompareFixes(source) > 0);

    /// <summary>An initialiser below the block is the network's own attribute.</summary>
    [Fact]
    public async Task What_stands_below_the_block_is_mended_there()
    {
        using var editor = Open("[Network(100)] [Use<B>] [Xavier] [ReLU] [Dense(10)] [LeCun] partial class N;", "[Block] [Dense(100)] class B;");
        Diagnostic found = Assert.Single(await editor.DiagnoseAsync(), static diagnostic => diagnostic.Id == "NG1001");
        Assert.StartsWith("block1.dense1 is ", Message(found), StringComparison.Ordinal);
        Assert.True(await editor.FixAsync("NG1001", new AttributeFixProvider()));
        Assert.Equal(["[Network(100)] [Use<B>] [He] [ReLU] [Dense(10)] [LeCun] partial class N;", "[Block] [Dense(100)] class B;"], await editor.ReadAsync());
    }

    /// <summary>An initialiser that a network writes over a block's own is no reason to change the block.</summary>
    [Fact]
    public async Task An_initialiser_over_that_of_a_block_has_no_fix()
    {
        using var editor = Open("[Network(100)] [Use<B>] [Zeros] [Dense(10)] [LeCun] partial class N;", "[Block] [Dense(100)] [He] class B;");
        Assert.Contains(await editor.DiagnoseAsync(), diagnostic => diagnostic.Id == "NG0005");
        Assert.False(await editor.FixAsync("NG0005", new AttributeFixProvider()));
    }

    /// <summary>Where maximum pooling stands between two linear layers it is information, elsewhere a warning.</summary>
    [Fact]
    public async Task The_network_in_which_it_matters_most_is_named()
    {
        Diagnostic found = Assert.Single(await DiagnoseAsync(
            "NG2007",
            "[Network(9, 9, 3)] [Use<B>] [MaxPool2D(2)] [Conv2D(8, 3)] [ReLU] [Flatten] [Dense(2)] partial class N;",
            "[Network(9, 9, 3)] [Use<B>] [Conv2D(8, 3)] [ReLU] [Flatten] [Dense(2)] partial class M;",
            "[Block] [Conv2D(8, 3)] class B;"));
        Assert.StartsWith("block1.conv1 (in M) ", Message(found), StringComparison.Ordinal);
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
    }

    /// <summary>A host that edits a file asks for what is reported in it: the block's file has it, the network's has not.</summary>
    [Fact]
    public async Task The_file_of_the_block_is_asked_alone()
    {
        CSharpCompilation compilation = GeneratorRunner.CreateCompilation("using NetGen;\n" + First, "using NetGen;\n" + Wrong);
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers([new NetworkDeclarationAnalyzer()]);
        var counts = new List<int>();
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            ImmutableArray<Diagnostic> found = await analysis.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, default);
            counts.Add(found.Count(static diagnostic => diagnostic.Id == "NG1001"));
        }

        Assert.Equal([0, 1], counts);
    }

    /// <summary>While a bracket of the block's attributes is open nothing is said about its networks.</summary>
    [Theory]
    [InlineData("[Block] [Dense(100)] [Xavier] [ReLU] [Dense(100 class B;")]
    [InlineData("[Block] [Dense(100)] [Xavier] [ReLU] [Dens] class B;")]
    public async Task Half_typed_blocks_are_left_to_the_compiler(string block)
        => Assert.DoesNotContain(await DiagnoseAsync("NG", First, block), static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden);

    /// <summary>The settings of the file that the block stands in hold for what is shown there.</summary>
    [Fact]
    public async Task Settings_of_the_blocks_file_hold()
    {
        using var editor = new EditorProject(RuleContractTests.Analyzers, "[Source1.cs]\ndotnet_diagnostic.NG1005.severity = none\n", [
            "[Network(100, InputMean = 0, InputStd = 1)] [Use<B>] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;",
            "[Block] [Dense(100)] [Normal(2)] [ReLU] class B;"]);
        Diagnostic loud = Assert.Single(await editor.DiagnoseAsync(), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning);
        Assert.Equal("NG4001", loud.Id);
    }

    /// <summary>A block of another project is reported where it is used, without a fix; as metadata, and as an editor has it, with its text.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_block_of_another_project_is_reported_where_it_is_used(bool isCompiled)
    {
        CSharpCompilation library = GeneratorRunner
            .CreateCompilation("using NetGen;\npublic class Blocks { [Block] [Dense(100)] [Xavier] [ReLU] public class B; }")
            .WithAssemblyName("Library");
        using var image = new MemoryStream();
        Assert.True(library.Emit(image).Success);
        MetadataReference reference = isCompiled ? MetadataReference.CreateFromImage(image.ToArray()) : library.ToMetadataReference();
        CSharpCompilation compilation = GeneratorRunner
            .CreateCompilation("using NetGen;\n[Network(100)] [Use<Blocks.B>] [Dense(10)] [LeCun] partial class N;")
            .AddReferences(reference);
        ImmutableArray<Diagnostic> all = await compilation.WithAnalyzers([new NetworkDeclarationAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        Diagnostic found = Assert.Single(all, static diagnostic => diagnostic.Id == "NG1001");
        Assert.StartsWith("block1.dense1 is ", Message(found), StringComparison.Ordinal);
        Assert.Equal("Use<Blocks.B>", Written(found));
        Assert.Empty(found.AdditionalLocations);
        all = await library.WithAnalyzers([new NetworkDeclarationAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(all, static diagnostic => diagnostic.Id == "NG1001");
    }

    private static string Written(Diagnostic found)
        => found.Location.SourceTree!.ToString().Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length);

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    private static EditorProject Open(params string[] sources) => new([new NetworkDeclarationAnalyzer()], null, sources);

    private static async Task<Diagnostic[]> DiagnoseAsync(string rules, params string[] sources)
    {
        using EditorProject editor = Open(sources);
        return [.. (await editor.DiagnoseAsync()).Where(diagnostic => diagnostic.Id.StartsWith(rules, StringComparison.Ordinal))];
    }
}
