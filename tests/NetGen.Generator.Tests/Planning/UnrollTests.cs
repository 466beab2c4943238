using NetGen.Generator.Emit;
using NetGen.Generator.Kernels;
using NetGen.Generator.Machine;
using NetGen.Generator.Planning;
using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Generator.Tests.Planning;

/// <summary>What [Network(Unroll = ...)] and the project's property do to a plan.</summary>
public sealed class UnrollTests
{
    private const string Convolutions = "[Conv2D(16, 3, Padding = Padding.Same)] [ReLU] [Conv2D(64, 3, Padding = Padding.Same)] [Flatten] [Dense(10)] [SoftmaxCrossEntropy]";

    [Fact]
    public void Size_has_tiles_of_two_heights()
    {
        NetworkPlan wide = Plan("[Network(64, Unroll = Unroll.Size)] [Dense(64)] [ReLU] [Dense(64)] [MeanSquaredError]");
        MatrixMultiplyKernel multiply = wide.Kernels.OfType<MatrixMultiplyKernel>().First();
        Assert.Equal([14, 1], multiply.Rows(RegisterClass.Wide, new OutputBlock(2, 0, 64)).Heights);
        Assert.Equal([14, 1], wide.Kernels.OfType<TransposedMultiplyKernel>().Single().Tiles(RegisterClass.Wide, 2).Heights);
    }

    [Fact]
    public void Size_takes_Winograd_only_where_a_layer_asks()
    {
        string attributes = $"[Network(28, 28, 3)] {Convolutions}";
        Assert.Contains(Plan(attributes).Kernels, kernel => kernel is WinogradConvolutionKernel);
        string small = attributes.Replace("28, 3)]", "28, 3, Unroll = Unroll.Size)]", StringComparison.Ordinal);
        Assert.DoesNotContain(Plan(small).Kernels, kernel => kernel is WinogradConvolutionKernel or WinogradWeightGradientKernel);
        string asked = small.Replace("[Conv2D(64, 3,", "[Conv2D(64, 3, Algorithm = ConvolutionAlgorithm.Winograd,", StringComparison.Ordinal);
        Assert.Contains(Plan(asked).Kernels, kernel => kernel is WinogradConvolutionKernel);
    }

    [Theory]
    [InlineData(Networks.DigitNet)]
    [InlineData(Networks.Residual)]
    public void Size_writes_less(string source)
    {
        var size = new Dictionary<string, string>(StringComparer.Ordinal) { ["NetGenUnroll"] = "Size" };
        Assert.True(Characters(GeneratorRunner.RunWith(size, source)) < Characters(GeneratorRunner.Run(source)));
    }

    /// <summary>Tiles would be longer than the straight line.</summary>
    [Fact]
    public void Size_changes_nothing_about_tiny_networks()
        => Assert.Equal(Characters(GeneratorRunner.Run(Networks.Xor)), Characters(GeneratorRunner.RunWith(new Dictionary<string, string>(StringComparer.Ordinal) { ["NetGenUnroll"] = "Size" }, Networks.Xor)));

    [Fact]
    public void Full_writes_dense_layers_out_as_far_as_a_method_holds_them()
    {
        for (int inputs = 1; inputs <= 200; inputs += inputs < 100 ? 9 : 1)
        {
            foreach (int units in (int[])[1, 5, 16, 40, 64, 300])
            {
                NetworkPlan plan = Plan($"[Network({inputs}, Unroll = Unroll.Full)] [Dense({units})]");
                SingleRowPlan row = plan.Kernels.OfType<MatrixMultiplyKernel>().Single().SingleRow;
                Assert.Equal(inputs <= 110, row.IsStraightLine);
                if (row.IsStraightLine) Assert.InRange(row.Operations, 1, JitBudget.VectorCalls);
                // The order of summation belongs to the layer, not to the way it is written.
                Assert.Equal(Plan($"[Network({inputs})] [Dense({units})]").Kernels.OfType<MatrixMultiplyKernel>().Single().Parts, row.Parts);
            }
        }
    }

    [Theory]
    [InlineData(3, 3, true)]
    [InlineData(3, 7, true)]
    [InlineData(3, 8, false)]
    [InlineData(1, 22, true)]
    [InlineData(1, 23, false)]
    public void Full_writes_the_channels_of_convolutions_out(int kernel, int channels, bool expected)
    {
        NetworkPlan plan = Plan($"[Network(12, 12, {channels}, Unroll = Unroll.Full)] [Conv2D(32, {kernel})]");
        Assert.Equal(expected, plan.Kernels.OfType<DirectConvolutionKernel>().SingleOrDefault() is { IsUnrolled: true });
        foreach (DirectConvolutionPlan tiles in plan.Kernels.OfType<DirectConvolutionKernel>().SelectMany(convolution => convolution.Plans))
        {
            int depth = expected ? channels : 1;
            Assert.All(
                tiles.Blocks.SelectMany(block => block.Variants.Select(variant => JitBudget.CallsOfTile(variant.Taps.Count * depth, variant.Columns, block.Outputs.Vectors))),
                calls => Assert.InRange(calls, 1, JitBudget.VectorCalls));
        }
    }

    [Fact]
    public void Reason_stands_in_the_plan()
    {
        Assert.Contains("unrolling: size:", PlanText.Write(Plan("[Network(4, Unroll = Unroll.Size)] [Dense(2)]")), StringComparison.Ordinal);
        string full = PlanText.Write(Plan("[Network(64, Unroll = Unroll.Full)] [Dense(64)] [Dense(400)] [Dense(2)]"));
        Assert.Contains("unrolling: full:", full, StringComparison.Ordinal);
        Assert.Contains("for each block, within 340, as asked for", full, StringComparison.Ordinal);
        Assert.Contains("loop over inputs: written out even one vector would be", full, StringComparison.Ordinal);
        Assert.DoesNotContain("unrolling:", PlanText.Write(Plan("[Network(4)] [Dense(2)]")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Size", Unroll.Size)]
    [InlineData("", "full", Unroll.Full)]
    [InlineData("", "Most", Unroll.Auto)]
    [InlineData("", "", Unroll.Auto)]
    [InlineData(", Unroll = Unroll.Auto", "Size", Unroll.Auto)]
    [InlineData(", Unroll = Unroll.Full", "Size", Unroll.Full)]
    public void The_attribute_wins_over_the_property_of_the_project(string argument, string property, Unroll expected)
    {
        string attributes = $"[Network(64{argument})] [Dense(64)] [Dense(64)] [SoftmaxCrossEntropy] partial class N;";
        GeneratorResult asProject = GeneratorRunner.RunWith(new Dictionary<string, string>(StringComparer.Ordinal) { ["NetGenUnroll"] = property }, "using NetGen;\n" + attributes);
        GeneratorResult asAttribute = GeneratorRunner.Run("using NetGen;\n" + $"[Network(64, Unroll = Unroll.{expected})] [Dense(64)] [Dense(64)] [SoftmaxCrossEntropy] partial class N;");
        Assert.Equal(asAttribute.Sources, asProject.Sources);
    }

    [Fact]
    public void A_network_says_how_large_its_source_is_where_it_is_large()
    {
        IReadOnlyList<GeneratedSource> sources = GeneratorRunner.Run(Networks.DigitNet).Sources;
        GeneratedSource surface = sources.Single(source => source.HintName.Count(character => character == '.') == sources.Min(other => other.HintName.Count(dot => dot == '.')));
        int characters = sources.Where(source => source != surface).Sum(source => source.Text.Length);
        int lines = sources.Where(source => source != surface).Sum(source => source.Text.Count(character => character == '\n'));
        Assert.Contains($"[global::NetGen.Runtime.GeneratedSource({characters}, {lines})]", surface.Text, StringComparison.Ordinal);
        Assert.All(GeneratorRunner.Run(Networks.Xor).Sources, source => Assert.DoesNotContain("GeneratedSource", source.Text, StringComparison.Ordinal));
    }

    /// <summary>Where there is very much of it, the generator has tried less unrolling, and says what that comes to, more or less.</summary>
    [Theory]
    [InlineData("Dense(", ")", 100, 16, true)]
    [InlineData("Conv2D(", ", 3, Padding = Padding.Same)", 64, 13, false)]
    public void A_very_large_network_says_what_the_setting_Size_would_make_of_it(string begin, string end, int width, int layers, bool isSmaller)
    {
        string input = begin.StartsWith('D') ? "100" : "56, 56, 3";
        string body = string.Concat(Enumerable.Range(0, layers).Select(layer => $"[{begin}{width + (16 * layer)}{end}] [ReLU] ")) + "[MeanSquaredError] partial class N;";
        int size = SizeNote(GeneratorRunner.Run($"using NetGen;\n[Network({input}, Unroll = Unroll.Size)] {body}"), out int ofSize);
        Assert.Equal(0, ofSize);
        int automatic = SizeNote(GeneratorRunner.Run($"using NetGen;\n[Network({input})] {body}"), out ofSize);
        Assert.Equal(size, ofSize);
        Assert.InRange(automatic, 1_000_000, 100_000_000);
        Assert.Equal(isSmaller, size < automatic);
    }

    private static int SizeNote(GeneratorResult result, out int ofSize)
    {
        System.Collections.Immutable.ImmutableArray<Microsoft.CodeAnalysis.TypedConstant> note = result.Compilation.GetTypeByMetadataName("N")!.GetAttributes()
            .Single(attribute => attribute.AttributeClass!.Name == "GeneratedSourceAttribute").ConstructorArguments;
        ofSize = (int)note[2].Value!;
        return (int)note[0].Value!;
    }

    private static int Characters(GeneratorResult result) => result.Sources.Sum(source => source.Text.Length);

    private static NetworkPlan Plan(string attributes) => Planner.Plan(Declared.Model(attributes));
}
