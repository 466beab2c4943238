using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

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

    /// <summary>The factors of a wider twin follow from both; white space in the small one is nothing to it.</summary>
    [Fact]
    public void ChangedSmallNetworkInAnotherFile_GeneratesItsTwinAgain()
    {
        const string Wide = "using NetGen;\n[Network(4)] [ScaledFrom(typeof(SmallNet))] [Dense(8)] [ReLU] [Dense(2)] [MeanSquaredError]\n"
            + "public sealed partial class WideNet;";
        const string Small = "using NetGen;\n[Network(4)] [Dense(2)] [ReLU] [Dense(2)] [MeanSquaredError]\npublic sealed partial class SmallNet;";
        GeneratorDriver driver = Run(CreateDriver(), Wide, Small);
        Assert.Contains(TextsOf(driver, "WideNet"), text => text.Contains("(\"dense1.weight\", 1d, 4d)", StringComparison.Ordinal));
        AssertReasons(Run(driver, Wide, Small.Replace("] [ReLU]", "]\n[ReLU]", StringComparison.Ordinal)), Cached, Cached, Cached);
        driver = Run(driver, Wide, Small.Replace("Dense(2)] [ReLU]", "Dense(4)] [ReLU]", StringComparison.Ordinal));
        Assert.Contains(TextsOf(driver, "WideNet"), text => text.Contains("(\"dense1.weight\", 1d, 2d)", StringComparison.Ordinal));
    }

    [Fact]
    public void ChangedNetwork_LeavesTheOtherAlone()
    {
        CSharpCompilation before = GeneratorRunner.CreateCompilation(Networks.Xor, OtherNetwork);
        GeneratorDriver driver = CreateDriver().RunGenerators(before);
        SyntaxTree tree = before.SyntaxTrees[0];
        SyntaxTree edited = tree.WithChangedText(SourceText.From(
            Networks.Xor.Replace("Dense(8)", "Dense(7)", StringComparison.Ordinal), System.Text.Encoding.UTF8));
        driver = driver.RunGenerators(before.ReplaceSyntaxTree(tree, edited));
        IncrementalStepRunReason[] reasons = [.. Reasons(driver, TrackingNames.Files)];
        Assert.Contains(Modified, reasons);
        Assert.Equal(TextsOf(driver, "Other.OtherNet").Count(), reasons.Count(reason => reason == Cached));
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
        SyntaxTree edited = before.SyntaxTrees[0].WithChangedText(SourceText.From(
            First.Replace("[ReLU] [Dense(16)] [MeanSquaredError]", "[ReLU] [Dense(16)] [ReLU] [Dense(4)] [MeanSquaredError]", StringComparison.Ordinal), System.Text.Encoding.UTF8));
        driver = driver.RunGenerators(before.ReplaceSyntaxTree(before.SyntaxTrees[0], edited));
        Assert.Equal(texts.Length, Reasons(driver, TrackingNames.Files).Count(reason => reason == Cached));
        Assert.Equal(texts, TextsOf(driver, "SecondNet"));
        Assert.Contains(TextsOf(driver, "FirstNet"), text => text.Contains("called by dense1, dense2, dense3", StringComparison.Ordinal));
    }

    /// <summary>
    /// Every file is an output of its own: the compiler gets those that say the same again as the same objects, and an editor keeps what it has parsed of them.
    /// </summary>
    [Fact]
    public void ChangedLayer_LeavesTheFilesOfOthersAlone()
    {
        const string Source = """
            using NetGen;
            [Network(8, 8, 3)] [Conv2D(16, 3)] [ReLU] [Conv2D(16, 3)] [Tanh] [Flatten] [Dense(40)] [ReLU] [Dense(5)] [SoftmaxCrossEntropy]
            public sealed partial class FirstNet;
            """;
        GeneratorDriver driver = Run(CreateDriver(), Source);
        Dictionary<string, SourceText> before = FilesOf(driver);
        driver = Run(driver, Source.Replace("Dense(40)", "Dense(41)", StringComparison.Ordinal));
        Dictionary<string, SourceText> after = FilesOf(driver);
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
        string[] same = [.. before.Keys.Where(file => before[file].ContentEquals(after[file]))];
        Assert.All(same, file => Assert.Same(before[file], after[file]));
        Assert.Contains(same, file => file.EndsWith("Layer1.Conv1.g.cs", StringComparison.Ordinal));
        Assert.Contains(same, file => file.EndsWith("Layer3.Conv2.g.cs", StringComparison.Ordinal));
        Assert.DoesNotContain(same, file => file.EndsWith("Layer6.Dense1.g.cs", StringComparison.Ordinal));
        Assert.Equal(same.Length, Reasons(driver, TrackingNames.Files).Count(reason => reason == Unchanged));
    }

    /// <summary>What was generated in between leaves no trace in what is generated again.</summary>
    [Fact]
    public void ChangedBack_GeneratesTheSameAgain()
    {
        GeneratorDriver driver = Run(CreateDriver(), Networks.Residual);
        Dictionary<string, string> before = FilesOf(driver).ToDictionary(file => file.Key, file => file.Value.ToString());
        for (int filters = 9; filters < 40; filters += 5)
            driver = Run(driver, Networks.Residual.Replace("Conv2D(8,", $"Conv2D({filters},", StringComparison.Ordinal));
        Assert.NotEqual(before, FilesOf(driver).ToDictionary(file => file.Key, file => file.Value.ToString()));
        driver = Run(driver, Networks.Residual);
        Assert.Equal(before, FilesOf(driver).ToDictionary(file => file.Key, file => file.Value.ToString()));
    }

    private static Dictionary<string, SourceText> FilesOf(GeneratorDriver driver)
        => driver.GetRunResult().Results.Single().GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText);

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
            steps.Select(step => $"{step}: {Reason(driver, step)}"));
    }

    /// <summary>The reason of a step, of one with several outputs that of those which are there and not as they were.</summary>
    private static IncrementalStepRunReason Reason(GeneratorDriver driver, string step)
    {
        IncrementalStepRunReason[] reasons = [.. Reasons(driver, step).Distinct()];
        return reasons.Length == 1
            ? reasons[0]
            : Assert.Single(reasons, reason => reason is not Cached and not Unchanged and not IncrementalStepRunReason.Removed);
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorDriver driver, string step)
        => driver.GetRunResult().Results.Single().TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);
}
