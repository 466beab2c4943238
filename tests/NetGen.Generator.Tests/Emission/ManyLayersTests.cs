using Microsoft.CodeAnalysis;

using NetGen.TestHelpers;

using Xunit;
using Xunit.Abstractions;

namespace NetGen.Generator.Tests.Emission;

/// <summary>What a network of many equal layers costs: a layer more is some lines more, and not another text of its kernels.</summary>
public sealed class ManyLayersTests(ITestOutputHelper output)
{
    private const int MostIlBytes = 60_000;

    private const string Thousand = """
        using NetGen;

        [Block] [Dense(32)] [He] [ReLU] public sealed class One;
        [Block] [Use<One>(Repeat = 10)] public sealed class Ten;
        [Block] [Use<Ten>(Repeat = 10)] public sealed class Hundred;

        [Network(32)]
        [Use<Hundred>(Repeat = 10)]
        [Dense(10)] [Xavier]
        [SoftmaxCrossEntropy]
        public sealed partial class DeepNet;
        """;

    [Fact]
    public void A_thousand_equal_layers_are_short()
    {
        IReadOnlyList<GeneratedSource> sources = GeneratorRunner.Run(Thousand).Sources;
        int size = sources.Sum(source => source.Text.Length);
        output.WriteLine($"{sources.Count} files, {size} characters");
        Assert.InRange(size, 1_000_000, 3_000_000);
        Assert.Equal(5, sources.Count(source => source.HintName.Contains(".Shared.", StringComparison.Ordinal)));
        Assert.All(["Inference", "Training"], pass => Assert.InRange(TextOf(sources, $".{pass}.g.cs").Length, 1_000, 10_000));
    }

    [Fact]
    public void A_thousand_equal_layers_compile_into_methods_that_the_JIT_optimises()
    {
        using CompiledAssembly assembly = CompiledAssembly.Compile(Thousand);
        Assert.All(assembly.MethodSizes, size => Assert.True(size.IlBytes < MostIlBytes, size.ToString()));
        ITestNetwork network = assembly.CreateNetwork("DeepNet", 1);
        Assert.Equal(2001, network.Info.Layers.Count);
        Assert.Equal("block10.block10.block10.relu1", network.Info.Layers[1999].Name);
        Assert.Equal(2002, network.Info.Parameters.Count);
        Assert.Equal(network.Info.Parameters.Count, network.Info.Parameters.Select(parameter => parameter.Name).Distinct().Count());
        // Drawn in a loop, and still each from a stream of its own.
        float[] one = new float[32 * 32];
        float[] other = new float[32 * 32];
        network.CopyParameter("block1.block1.block1.dense1.weight", one);
        network.CopyParameter("block10.block10.block10.dense1.weight", other);
        Assert.NotEqual(one, other);
        Assert.InRange(other.Select(value => (double)value * value).Average(), 0.055, 0.07);
    }

    [Fact]
    public void A_hover_text_shows_the_beginning_and_the_end()
    {
        string surface = TextOf(GeneratorRunner.Run(Thousand).Sources, "DeepNet-", ".g.cs", lacks: ".Layer");
        string[] rows = [.. surface.Split('\n').Where(line => line.Contains("/// block", StringComparison.Ordinal))];
        Assert.Equal(199, rows.Length);
        Assert.Contains(surface.Split('\n'), line => line.Trim() == "/// ... 1,801 more");
        Assert.Contains("block10.block10.block10.relu1", rows[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_say_which_kernels_they_share()
    {
        IReadOnlyList<GeneratedSource> sources = GeneratorRunner.Run(
            "using NetGen;\n[Network(16)] [Dense(600)] [ReLU] [Dense(16)] [ReLU] [Dense(16)] [ReLU] [Dense(16)] [ReLU] [Dense(2)] [MeanSquaredError]\npublic sealed partial class PairNet;").Sources;
        string shared = TextOf(sources, ".Shared.Dense16To16ReLU.g.cs");
        Assert.Contains("// Dense16To16ReLU(input, weights, bias, output), called by dense3, dense4.", shared, StringComparison.Ordinal);
        Assert.Contains("// Plan: ", shared, StringComparison.Ordinal);
        string layer = TextOf(sources, ".Layer7.Dense4.g.cs");
        Assert.Contains("// Dense16To16ReLU(input: dense3 [16], weights: dense4.weight, bias: dense4.bias, output: dense4 [16])", layer, StringComparison.Ordinal);
        Assert.DoesNotContain("static void Dense16To16ReLU", layer, StringComparison.Ordinal);
    }

    /// <summary>A network without equal layers is read layer by layer, as ever.</summary>
    [Fact]
    public void DigitNet_shares_nothing()
        => Assert.DoesNotContain(GeneratorRunner.Run(Networks.DigitNet).Sources, source => source.HintName.Contains(".Shared.", StringComparison.Ordinal));

    /// <summary>What <c>NG6002</c> reads.</summary>
    [Fact]
    public void The_class_says_how_large_its_source_is()
    {
        IReadOnlyList<GeneratedSource> sources = GeneratorRunner.Run(Thousand).Sources;
        GeneratedSource surface = sources.Single(source => source.Text.Contains("GeneratedSource(", StringComparison.Ordinal));
        GeneratedSource[] others = [.. sources.Where(source => source != surface)];
        string expected = FormattableString.Invariant(
            $"[global::NetGen.Runtime.GeneratedSource({others.Sum(source => source.Text.Length)}, {others.Sum(source => source.Text.Count(character => character == '\n'))}");
        Assert.Contains(expected, surface.Text, StringComparison.Ordinal);
    }

    private static string TextOf(IReadOnlyList<GeneratedSource> sources, string part) => sources.Single(source => source.HintName.Contains(part, StringComparison.Ordinal)).Text;

    private static string TextOf(IReadOnlyList<GeneratedSource> sources, string start, string end, string lacks) => sources.Single(source =>
        source.HintName.StartsWith(start, StringComparison.Ordinal) && source.HintName.EndsWith(end, StringComparison.Ordinal)
        && source.Text.Contains("<code>", StringComparison.Ordinal) && !source.HintName.Contains(lacks, StringComparison.Ordinal)).Text;
}
