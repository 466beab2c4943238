using NetGen.Generator.Analysis;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Analysis;

public sealed class GraphTests
{
    [Fact]
    public void Default_names_are_kind_and_count()
    {
        NetworkModel model = Declared.Model(
            """
            [Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
            [Conv2D(32, 5, Padding = Padding.Same)] [He] [ReLU]
            [MaxPool2D(2)]
            [Conv2D(64, 5, Padding = Padding.Same)] [He] [ReLU6]
            [AveragePool2D(2)] [BatchNorm]
            [Flatten]
            [Dense(1024)] [He] [ReLU]
            [Dropout(0.5)]
            [Dense(10)] [Xavier]
            [SoftmaxCrossEntropy]
            """);
        Assert.Equal(
            ["conv1", "relu1", "pool1", "conv2", "relu6_1", "pool2", "bn1", "flatten1", "dense1", "relu2", "dropout1", "dense2"],
            model.Nodes.Select(node => node.Name));
        Assert.Equal(Enumerable.Range(-1, 12), model.Nodes.Select(node => Assert.Single(node.Inputs)));
        Assert.Equal([1, 3, 4, 5, 7, 8, 9, 10, 11, 13, 14, 15], model.Nodes.Select(node => node.AttributeIndex));
        Assert.Equal(LossCatalog.Find("SoftmaxCrossEntropy"), Assert.Single(model.Losses).Loss);
        Assert.Equal((0.1307, 0.3081, true), (model.Inputs[0].Mean, model.Inputs[0].Std, model.Inputs[0].IsScaleKnown));
    }

    [Fact]
    public void Without_statistics_the_input_scale_is_a_guess()
    {
        NetworkModel model = Declared.Model("[Network(4)] [Dense(2)]");
        Assert.Equal((0.0, 1.0, false), (model.Inputs[0].Mean, model.Inputs[0].Std, model.Inputs[0].IsScaleKnown));
        Assert.Empty(model.Losses);
    }

    [Fact]
    public void Branches_read_what_they_name()
    {
        NetworkModel model = Declared.Model(
            """
            [Network(8)]
            [Dense(4, Name = "stem")]
            [Dense(4, Name = "left")] [ReLU]
            [Dense(4, Input = "stem", Name = "gate")] [Sigmoid]
            [Multiply("relu1")]
            [Concat("stem", "input")]
            [Dense(3, Input = "stem")]
            [Concat("concat1")]
            """);
        Assert.Equal([[-1], [0], [1], [0], [3], [4, 2], [5, 0, -1], [0], [7, 6]], model.Nodes.Select(node => node.Inputs.ToArray()));
        Assert.Equal("19", model.Nodes[8].OutputShape.ToString());
    }

    [Fact]
    public void Several_layers_by_one_attribute_may_stand_in_blocks_and_be_read()
    {
        NetworkModel model = Declared.Model(
            """
            [Network(5, 5, 4)] [Residual<Inner>(Repeat = 2)] [Add("block1.separable1.depthwise")] partial class TestNet;
            [Block] [SeparableConv2D(4, 3, Padding = Padding.Same)] [ReLU] class Inner;
            """);
        Assert.Equal(
            ["block1.separable1.depthwise", "block1.separable1.pointwise", "block1.relu1", "block1.sum", "block2.separable1.depthwise", "block2.separable1.pointwise", "block2.relu1", "block2.sum", "add1"],
            model.Nodes.Select(node => node.Name));
        Assert.Equal([[-1], [0], [1], [2, -1], [3], [4], [5], [6, 3], [7, 0]], model.Nodes.Select(node => node.Inputs.ToArray()));
    }

    [Fact]
    public void Blocks_are_inserted_under_their_names()
    {
        NetworkResult result = Declared.Build(
            """
            [Network(8)]
            [Dense(4)]
            [Use<Hidden>]
            [Use<Hidden>(Repeat = 2)]
            [Use<Hidden>(Name = "stage", Repeat = 2)]
            [Use<Hidden>(Name = "tail", Input = "block1")]
            [Add("stage", "block2.dense1", "stage.0")]
            partial class TestNet;

            [Block] [Dense(4)] [ReLU] [Add("dense1")] class Hidden;
            """);
        Assert.Empty(result.Findings.Where(finding => finding.Rule != RuleIds.DefaultInitializer).Select(Declared.Describe));
        NetworkModel model = result.Model!;
        Assert.Equal(
            [
                "dense1",
                .. Instance("block1"), .. Instance("block2"), .. Instance("block3"), .. Instance("stage.0"), .. Instance("stage.1"), .. Instance("tail"),
                "add1",
            ],
            model.Nodes.Select(node => node.Name));
        Assert.Equal([0], model.Nodes[1].Inputs);
        Assert.Equal([2, 1], model.Nodes[3].Inputs);
        Assert.Equal([3], model.Nodes[4].Inputs);
        Assert.Equal([3], model.Nodes[16].Inputs);
        Assert.Equal([18, 15, 4, 12], model.Nodes[19].Inputs);
        Assert.Equal([1, .. Enumerable.Repeat<int[]>([4, 5, 6], 6).SelectMany(static own => own), 10], model.Nodes.Select(node => node.AttributeIndex));
    }

    [Fact]
    public void Blocks_lie_inside_blocks()
    {
        NetworkModel model = Declared.Build(
            """
            [Network(4)] [Use<Outer>(Repeat = 2)] partial class TestNet;
            [Block] [Residual<Inner>] [ReLU] class Outer;
            [Block] [Dense(4)] class Inner;
            """).Model!;
        Assert.Equal(
            ["block1.block1.dense1", "block1.block1.sum", "block1.relu1", "block2.block1.dense1", "block2.block1.sum", "block2.relu1"],
            model.Nodes.Select(node => node.Name));
        Assert.Equal([[-1], [0, -1], [1], [2], [3, 2], [4]], model.Nodes.Select(node => node.Inputs.ToArray()));
    }

    [Fact]
    public void A_residual_adds_what_it_read()
    {
        NetworkModel model = Declared.Build(
            """
            [Network(8, 8, 4)] [Conv2D(4, 1)] [Residual<Block1>(Repeat = 2, Projection = true)] [ReLU] partial class TestNet;
            [Block] [Conv2D(4, 3, Padding = Padding.Same)] [ReLU] class Block1;
            """).Model!;
        Assert.Equal(["conv1", "block1.conv1", "block1.relu1", "block1.sum", "block2.conv1", "block2.relu1", "block2.sum", "relu1"], model.Nodes.Select(node => node.Name));
        Assert.Equal([2, 0], model.Nodes[3].Inputs);
        Assert.Equal([5, 3], model.Nodes[6].Inputs);
    }

    [Theory]
    [InlineData(28, 28, "[Conv2D(6, 3, Padding = Padding.Same, Stride = 2)]", 2, 2)]
    [InlineData(7, 5, "[Conv2D(6, 3, Padding = Padding.Same, StrideHeight = 2)]", 2, 1)]
    [InlineData(10, 9, "[Conv2D(6, 3, Padding = Padding.Same, Stride = 3)]", 3, 3)]
    [InlineData(8, 8, "[Conv2D(6, 3, Padding = Padding.Same)]", 1, 1)]
    [InlineData(9, 9, "[Conv2D(6, 1)] [GlobalKept]", 1, 1)]
    public void A_projection_has_the_stride_that_fits(int height, int width, string block, int strideHeight, int strideWidth)
    {
        NetworkModel model = Declared.Build(
            $$"""
            [Network({{height}}, {{width}}, 4)] [Residual<Narrow>(Projection = true)] partial class TestNet;
            [Block] {{block.Replace("[GlobalKept]", "[ReLU]", StringComparison.Ordinal)}} class Narrow;
            """).Model!;
        LayerNode projection = model.Nodes.Single(node => node.Name == "block1.projection");
        Assert.Equal(new Conv2DLayer(6, 1, 1, strideHeight, strideWidth, WindowPadding.Valid, 1, 1, UseBias: false, ConvolutionAlgorithm.Auto), projection.Layer);
        Assert.Equal([-1], projection.Inputs);
        LayerNode sum = model.Nodes[model.Outputs[0]];
        Assert.Equal(sum.InputShapes[0], sum.InputShapes[1]);
    }

    [Fact]
    public void A_projection_of_vectors_is_dense()
    {
        NetworkModel model = Declared.Build(
            """
            [Network(8)] [Residual<Narrow>(Projection = true)] partial class TestNet;
            [Block] [Dense(4)] [ReLU] class Narrow;
            """).Model!;
        Assert.Equal(new DenseLayer(4, UseBias: false), model.Nodes[2].Layer);
        Assert.Equal([1, 2], model.Nodes[3].Inputs);
    }

    [Fact]
    public void An_initialiser_below_a_residual_reaches_the_branch_and_not_the_projection()
    {
        NetworkModel model = Declared.Build(
            """
            [Network(8)] [Residual<Narrow>(Projection = true)] [Zeros] [Dense(2)] partial class TestNet;
            [Block] [Dense(4)] [ReLU] class Narrow;
            """).Model!;
        Assert.Equal(0, model.Nodes[0].Parameters[0].Initializer.Std);
        Assert.NotEqual(0, model.Nodes[2].Parameters[0].Initializer.Std);
    }

    [Fact]
    public void Models_of_equal_declarations_are_equal_and_of_others_are_not()
    {
        const string Source = "[Network(28, 28, 1)] [Conv2D(8, 3)] [He] [BatchNorm] [ReLU] [Flatten] [Dense(10)] [SoftmaxCrossEntropy]";
        NetworkModel model = Declared.Model(Source);
        Assert.Equal(model, Declared.Model(Source + " // a comment"));
        Assert.Equal(model.GetHashCode(), Declared.Model(Source).GetHashCode());
        foreach ((string old, string changed) in (ReadOnlySpan<(string, string)>)
            [
                ("[He]", "[Xavier]"), ("[He]", "[He(Slope = 0.1)]"), ("(8, 3)", "(8, 5)"), ("(8, 3)", "(8, 3, Name = \"first\")"), ("(10)", "(11)"), ("[ReLU]", "[Tanh]"),
                ("[BatchNorm]", "[BatchNorm(Momentum = 0.2)]"), ("[SoftmaxCrossEntropy]", ""), ("28, 28, 1", "28, 28, 1, InputStd = 2"), ("28, 28, 1", "28, 28, 1, InputStd = 1"),
            ])
        {
            Assert.NotEqual(model, Declared.Model(Source.Replace(old, changed, StringComparison.Ordinal)));
        }
    }

    private static IEnumerable<string> Instance(string name) => [name + ".dense1", name + ".relu1", name + ".add1"];
}
