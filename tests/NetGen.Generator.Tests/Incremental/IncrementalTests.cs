using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Generator.Tests.Incremental;

/// <summary>What an edit makes run again, step by step.</summary>
public sealed class IncrementalTests
{
    private const string OtherNetwork = """
        using NetGen;

        namespace Other;

        [Network(3)] [Dense(2)] [MeanSquaredError]
        public sealed partial class OtherNet;
        """;

    private const IncrementalStepRunReason Cached = IncrementalStepRunReason.Cached;
    private const IncrementalStepRunReason Unchanged = IncrementalStepRunReason.Unchanged;
    private const IncrementalStepRunReason Modified = IncrementalStepRunReason.Modified;

    [Fact]
    public void AddedUnrelatedType_GeneratesNothingAgain()
        => Verify(Networks.Xor, Networks.Xor, extra: "namespace Elsewhere { class Unrelated { int _field = 1; } }", Cached, Cached, Cached);

    [Fact]
    public void AddedComment_GeneratesNothingAgain()
        => Verify(Networks.Xor, Networks.Xor.Replace("[Dense(8)]", "/* eight */ [Dense(8)]", StringComparison.Ordinal), "", Cached, Cached, Cached);

    [Fact]
    public void AddedLineBreaks_GeneratesNothingAgain()
        => Verify(Networks.Xor, "\n\n" + Networks.Xor.Replace("] [", "]\n[", StringComparison.Ordinal), "", Cached, Cached, Cached);

    [Fact]
    public void AddedMember_GeneratesNothingAgain()
        => Verify(
            Networks.Xor,
            Networks.Xor.Replace("class XorNet;", "class XorNet { public int Own() => 3; }", StringComparison.Ordinal),
            "",
            Cached,
            Cached,
            Cached);

    [Fact]
    public void ChangedUnits_GeneratesThatNetworkAgain()
        => Verify(Networks.Xor, Networks.Xor.Replace("Dense(8)", "Dense(9)", StringComparison.Ordinal), "", Modified, Modified, Modified);

    [Fact]
    public void ExplicitDefault_ChangesTheDeclarationButNoFile()
        => Verify(Networks.Xor, Networks.Xor.Replace("Dense(8)", "Dense(8, UseBias = true)", StringComparison.Ordinal), "", Modified, Unchanged, Cached);

    /// <summary>The method of an activation is part of the network; a comment in it is not.</summary>
    [Fact]
    public void ChangedActivationInAnotherFile_GeneratesItsUserAgain()
    {
        const string User = "using NetGen;\n[Network(4)] [Dense(4)] [Activation(typeof(Bend))] [Dense(2)] [MeanSquaredError]\npublic sealed partial class UserNet;";
        const string Bend = "using NetGen;\npublic readonly struct Bend : IActivationFunction { public static float Value(float x) => x * 0.5f; }";
        GeneratorDriver driver = Run(CreateDriver(), User, Bend);
        AssertReasons(Run(driver, User, Bend.Replace("0.5f", "0.25f", StringComparison.Ordinal)), Modified, Modified, Modified);
        AssertReasons(Run(driver, User, Bend.Replace("0.5f", "/* half */ 0.5f", StringComparison.Ordinal)), Cached, Cached, Cached);
    }

    [Fact]
    public void ChangedBlockInAnotherFile_GeneratesItsUserAgain()
    {
        const string User = "using NetGen;\n[Network(4)] [Use<Part>] [Dense(2)] [MeanSquaredError]\npublic sealed partial class UserNet;";
        const string Block = "using NetGen;\n[Block] [Dense(3)] [ReLU]\npublic sealed class Part;";
        GeneratorDriver driver = Run(CreateDriver(), User, Block);
        driver = Run(driver, User, Block.Replace("Dense(3)", "Dense(5)", StringComparison.Ordinal));
        AssertReasons(driver, Modified, Modified, Modified);
    }

    [Fact]
    public void ChangedNetwork_LeavesTheOtherAlone()
    {
        CSharpCompilation before = GeneratorRunner.CreateCompilation(Networks.Xor, OtherNetwork);
        GeneratorDriver driver = CreateDriver().RunGenerators(before);
        SyntaxTree tree = before.SyntaxTrees[0];
        SyntaxTree edited = tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(
            Networks.Xor.Replace("Dense(8)", "Dense(7)", StringComparison.Ordinal), System.Text.Encoding.UTF8));
        driver = driver.RunGenerators(before.ReplaceSyntaxTree(tree, edited));
        IncrementalStepRunReason[] reasons = [.. Reasons(driver, TrackingNames.Files)];
        Assert.Equal(2, reasons.Length);
        Assert.Contains(Modified, reasons);
        Assert.Contains(Cached, reasons);
    }

    /// <summary>Kernels are shared within a network and not between networks: what changes one of two equal ones is nothing to the other.</summary>
    [Fact]
    public void ChangedNetworkOfEqualLayers_LeavesItsTwinAlone()
    {
        const string Layers = "[Network(16)] [Dense(16)] [ReLU] [Dense(16)] [ReLU] [Dense(16)] [MeanSquaredError]";
        const string First = "using NetGen;\n" + Layers + "\npublic sealed partial class FirstNet;";
        const string Second = "using NetGen;\n" + Layers + "\npublic sealed partial class SecondNet;";
        CSharpCompilation before = GeneratorRunner.CreateCompilation(First, Second);
        GeneratorDriver driver = CreateDriver().RunGenerators(before);
        string[] texts = [.. TextsOf(driver, "SecondNet")];
        Assert.Contains(texts, text => text.Contains("called by dense1, dense2", StringComparison.Ordinal));
        SyntaxTree edited = before.SyntaxTrees[0].WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(
            First.Replace("[ReLU] [Dense(16)] [MeanSquaredError]", "[ReLU] [Dense(16)] [ReLU] [Dense(4)] [MeanSquaredError]", StringComparison.Ordinal), System.Text.Encoding.UTF8));
        driver = driver.RunGenerators(before.ReplaceSyntaxTree(before.SyntaxTrees[0], edited));
        Assert.Equal([Modified, Cached], Reasons(driver, TrackingNames.Files));
        Assert.Equal(texts, TextsOf(driver, "SecondNet"));
        Assert.Contains(TextsOf(driver, "FirstNet"), text => text.Contains("called by dense1, dense2, dense3", StringComparison.Ordinal));
    }

    private static IEnumerable<string> TextsOf(GeneratorDriver driver, string network) => driver.GetRunResult().Results.Single().GeneratedSources
        .Where(source => source.HintName.StartsWith(network, StringComparison.Ordinal))
        .Select(source => source.SourceText.ToString());

    private static CSharpGeneratorDriver CreateDriver() => CSharpGeneratorDriver.Create(
        [GeneratorUnderTest.Create().AsSourceGenerator()],
        parseOptions: GeneratorRunner.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static GeneratorDriver Run(GeneratorDriver driver, params string[] sources) => driver.RunGenerators(GeneratorRunner.CreateCompilation(sources));

    private static void Verify(
        string before,
        string after,
        string extra,
        IncrementalStepRunReason declaration,
        IncrementalStepRunReason model,
        IncrementalStepRunReason files)
    {
        GeneratorDriver driver = Run(CreateDriver(), before);
        driver = extra.Length == 0 ? Run(driver, after) : Run(driver, after, extra);
        AssertReasons(driver, declaration, model, files);
    }

    private static void AssertReasons(GeneratorDriver driver, params IncrementalStepRunReason[] expected)
    {
        string[] steps = [TrackingNames.Declaration, TrackingNames.Model, TrackingNames.Files];
        Assert.Equal(
            expected.Select((reason, index) => $"{steps[index]}: {reason}"),
            steps.Select(step => $"{step}: {Assert.Single(Reasons(driver, step))}"));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorDriver driver, string step)
        => driver.GetRunResult().Results.Single().TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);
}
