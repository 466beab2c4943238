using NetGen.Generator.Analysis;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Analysis;

/// <summary>Residual blocks whose shortcut is a block too.</summary>
public sealed class ShortcutTests
{
    private const string Blocks = """
        [Block]
        [Conv2D(6, 3, Padding = Padding.Same, Stride = 2, UseBias = false)] [BatchNorm] [ReLU]
        [Conv2D(6, 3, Padding = Padding.Same, UseBias = false)] [BatchNorm]
        class Branch;

        [Block] [Conv2D(6, 1, Stride = 2, UseBias = false)] [BatchNorm] class Down;
        """;

    [Fact]
    public void Both_blocks_read_the_same_and_their_outputs_are_added()
    {
        NetworkModel model = Build("[Network(8, 8, 3)] [Conv2D(4, 1)] [Residual<Branch, Down>] [ReLU]");
        Assert.Equal(
            [
                "conv1",
                "block1.conv1", "block1.bn1", "block1.relu1", "block1.conv2", "block1.bn2",
                "block1.shortcut.conv1", "block1.shortcut.bn1",
                "block1.sum", "relu1",
            ],
            model.Nodes.Select(node => node.Name));
        Assert.Equal([[-1], [0], [1], [2], [3], [4], [0], [6], [5, 7], [8]], model.Nodes.Select(node => node.Inputs.ToArray()));
        Assert.Equal([1, 4, 5, 6, 7, 8, 10, 11, 2, 12], model.Nodes.Select(node => node.AttributeIndex));
        Assert.Equal(model.Nodes.Skip(1).Take(7), model.Nodes.Where(static node => node.IsInBlock));
        Assert.Equal(["block1.sum"], model.Nodes.Where(static node => !node.IsEditable).Select(static node => node.Name));
    }

    [Fact]
    public void Repeated_blocks_have_repeated_shortcuts()
    {
        NetworkModel model = Build("[Network(16, 16, 3)] [Residual<Branch, Down>(Name = \"layer2\", ShortcutName = \"downsample\", Repeat = 2)] [Add(\"layer2.1.downsample.bn1\", \"layer2\")]");
        Assert.Equal(["layer2.0.downsample.conv1", "layer2.0.downsample.bn1"], Names(model).Where(name => name.StartsWith("layer2.0.d", StringComparison.Ordinal)));
        int sum = Names(model).IndexOf("layer2.0.sum");
        Assert.Equal([sum], model.Nodes.Single(node => node.Name == "layer2.1.conv1").Inputs);
        Assert.Equal([sum], model.Nodes.Single(node => node.Name == "layer2.1.downsample.conv1").Inputs);
        int last = Names(model).IndexOf("layer2.1.sum");
        Assert.Equal([last, Names(model).IndexOf("layer2.1.downsample.bn1"), last], model.Nodes[model.Outputs[0]].Inputs);
    }

    [Fact]
    public void Blocks_without_a_name_are_named_as_if_their_layers_stood_there()
    {
        NetworkModel model = Declared.Build(
            """
            [Network(8, 8, 3)] [Conv2D(4, 1)] [Use<Stage>(Name = "layer1.0")] [Residual<Branch>(Name = "", Projection = true)] [Residual<Branch, Down>(Name = "", ShortcutName = "")]
            partial class TestNet;

            [Block] [Residual<Branch, Down>(Name = "", ShortcutName = "downsample")] [ReLU] class Stage;
            """ + Blocks).Model!;
        Assert.Equal(
            [
                "conv1",
                "layer1.0.conv1", "layer1.0.bn1", "layer1.0.relu1", "layer1.0.conv2", "layer1.0.bn2", "layer1.0.downsample.conv1", "layer1.0.downsample.bn1", "layer1.0.sum1", "layer1.0.relu2",
                "conv2", "bn1", "relu1", "conv3", "bn2", "projection1", "sum1",
                "conv4", "bn3", "relu2", "conv5", "bn4", "conv6", "bn5", "sum2",
            ],
            Names(model));
    }

    [Fact]
    public void Layers_of_a_block_without_a_name_can_be_read_below()
    {
        NetworkModel model = Declared.Build(
            """
            [Network(4)] [Use<Hidden>(Name = "")] [Dense(4)] [Add("relu1")] partial class TestNet;
            [Block] [Dense(4)] [ReLU] class Hidden;
            """).Model!;
        Assert.Equal(["dense1", "relu1", "dense2", "add1"], Names(model));
        Assert.Equal([2, 1], model.Nodes[3].Inputs);
    }

    [Fact]
    public void Blocks_are_counted_on_from_a_first_index()
    {
        NetworkModel model = Declared.Build(
            """
            [Network(4)] [Use<Hidden>(Name = "layer1.0")] [Use<Hidden>(Name = "layer1", FirstIndex = 1, Repeat = 2)] [Use<Hidden>(Name = "layer1", FirstIndex = 3)] [Use<Hidden>(Name = "", FirstIndex = 7)]
            [Add("layer1", "layer1.2")] partial class TestNet;
            [Block] [Dense(4)] class Hidden;
            """).Model!;
        Assert.Equal(["layer1.0.dense1", "layer1.1.dense1", "layer1.2.dense1", "layer1.3.dense1", "7.dense1", "add1"], Names(model));
        Assert.Equal([4, 3, 2], model.Nodes[5].Inputs);
    }

    [Fact]
    public void An_initialiser_below_reaches_the_branch_and_one_in_the_shortcut_the_shortcut()
    {
        NetworkModel model = Declared.Build(
            """
            [Network(8)] [Residual<Branch, Down>] [Zeros] [Dense(2)] partial class TestNet;
            [Block] [Dense(4)] [ReLU] [Dense(4)] class Branch;
            [Block] [Dense(4)] [Constant(3)] class Down;
            """).Model!;
        Assert.Equal(["block1.dense1", "block1.relu1", "block1.dense2", "block1.shortcut.dense1", "block1.sum", "dense1"], Names(model));
        Assert.Equal((0.0, 0.0), (model.Nodes[2].Parameters[0].Initializer.First, model.Nodes[2].Parameters[0].Initializer.Std));
        Assert.Equal((3.0, 0.0), (model.Nodes[3].Parameters[0].Initializer.First, model.Nodes[3].Parameters[0].Initializer.Std));
    }

    [Theory]
    [InlineData("[Residual<B, C>] partial class N; [Block] [Dense(3)] class B; [Block] [Dense(5)] class C;", "NG3001 @1: block1 | turns its input into a vector of 3 by B and into a vector of 5 by C, which cannot be added | Give C the strides and the number of filters or units of B")]
    [InlineData("[Residual<B, C>(Name = \"\")] partial class N; [Block] [Dense(3)] class B; [Block] [Dense(5)] class C;", "NG3001 @1: B | turns its input into a vector of 3 by B and into a vector of 5 by C, which cannot be added | Give C the strides and the number of filters or units of B")]
    [InlineData("[Residual<B, C>] partial class N; [Block] [Dense(3)] class B; [Block] class C;", "NG0017 @1: C | is a block without layers | Give it [Block] and at least one layer")]
    [InlineData("[Residual<B, string>] partial class N; [Block] [Dense(3)] class B;", "NG0017 @1: String | is used as a block, but has no [Block] | Give it [Block] and at least one layer")]
    [InlineData("[Residual<B, C>] partial class N; [Block] [Dense(4)] class B; [Block] [Residual<B, C>] class C;", "NG0017 @5: C | is a block that uses itself, so it would have no end | Take the inner use away, or write Repeat where the block is used")]
    [InlineData("[Residual<B, C>] partial class N; [Block] [Dense(4)] class B; [Block] [Dense(0)] class C;", "NG0006 @5: block1.shortcut.dense1 | has units = 0, which must be at least 1 | Write 1 or more")]
    [InlineData("[Residual<B, C>(ShortcutName = \"a..b\")] partial class N; [Block] [Dense(4)] class B; [Block] [Dense(4)] class C;", "NG0006 @1: The layer | has ShortcutName = \"a..b\", which is no layer name | Write one part, or several with dots between, none of them empty or with control characters, such as \"conv1\" or \"features.0\"")]
    [InlineData("[Residual<B, C>(ShortcutName = \"\")] partial class N; [Block] [Dense(4, Name = \"a\")] class B; [Block] [Dense(4, Name = \"a\")] class C;", "NG0009 @5: block1.a | is the name of two layers | Give one of them another Name")]
    [InlineData("[Use<B>(FirstIndex = 2)] partial class N; [Block] [Dense(4)] class B;", "NG0006 @1: B | has FirstIndex = 2, but no Name that it could stand behind | Write a Name, such as Name = \"layer1\"")]
    [InlineData("[Use<B>(Name = \"a\", FirstIndex = -1)] partial class N; [Block] [Dense(4)] class B;", "NG0006 @1: a | has FirstIndex = -1, which must be at least 0 | Write FirstIndex = 0 or more")]
    public void What_does_not_fit_is_reported(string source, string expected) => Assert.Equal([expected], FindingsOf.Errors(Declared.Parse("[Network(4)] " + source)));

    [Fact]
    public void What_a_shortcut_holds_is_not_what_its_branch_can_read()
        => Assert.Equal(
            ["NG0010 @3: block1.dense1 | reads \"shortcut\", and no layer has that name | Write one of these: input"],
            FindingsOf.Errors(Declared.Parse("[Network(4)] [Residual<B, C>] partial class N; [Block] [Dense(4, Input = \"shortcut\")] class B; [Block] [Dense(4)] class C;")));

    [Theory]
    [InlineData("[Residual<B, Missing>]")]
    [InlineData("[Residual<Missing, B>]")]
    [InlineData("[Residual<B, >]")]
    public void A_block_that_the_compiler_does_not_know_is_left_to_it(string attribute)
        => Assert.Empty(FindingsOf.Errors(Declared.Parse($"[Network(4)] [Dense(4)] {attribute} partial class N; [Block] [Dense(4)] class B;")));

    private static NetworkModel Build(string attributes)
    {
        NetworkResult result = Declared.Build($"{attributes} partial class TestNet;\n{Blocks}");
        Assert.Empty(result.Findings.Where(finding => finding.Rule != RuleIds.DefaultInitializer).Select(Declared.Describe));
        return result.Model!;
    }

    private static List<string> Names(NetworkModel model) => [.. model.Nodes.Select(node => node.Name)];
}
