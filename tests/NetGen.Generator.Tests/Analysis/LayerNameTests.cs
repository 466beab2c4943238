using Microsoft.CodeAnalysis.CSharp;

using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Analysis;

/// <summary>What a layer may be called: whatever PyTorch may call a module, so that its files can be read.</summary>
public sealed class LayerNameTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("9lives")]
    [InlineData("features.0")]
    [InlineData("layer1.0.conv1")]
    [InlineData("encoder.layers.11.self_attn.out_proj")]
    [InlineData("my-layer")]
    [InlineData("key with spaces")]
    [InlineData("größe.層")]
    [InlineData("\ud83d\ude00")]
    [InlineData("quote\" backslash\\ <tag> & {0}")]
    [InlineData("*/")]
    [InlineData("input")]
    [InlineData("Input")]
    [InlineData("class")]
    [InlineData("weight")]
    public void Names_of_modules_are_names_of_layers(string name)
    {
        NetworkModel model = Declared.Model($"[Network(4)] [Dense(4, Name = {SymbolDisplay.FormatLiteral(name, quote: true)})]");
        Assert.Equal(name, Assert.Single(model.Nodes).Name);
    }

    [Theory]
    [InlineData("a", "A")]
    [InlineData("a.b", "a_b")]
    [InlineData("0", "Layer0")]
    [InlineData("1.0", "1.00")]
    public void Names_that_are_alike_are_different_names(string one, string other)
    {
        NetworkModel model = Declared.Model($"[Network(4)] [Dense(4, Name = \"{one}\")] [Dense(4, Name = \"{other}\")] [Add(\"{one}\")]");
        Assert.Equal([one, other, "add1"], model.Nodes.Select(node => node.Name));
        Assert.Equal([1, 0], model.Nodes[2].Inputs);
    }

    [Theory]
    [InlineData("", "Name = \"_\"")]
    [InlineData(".", "Name = \"_\"")]
    [InlineData(".a", "Name = \"a\"")]
    [InlineData("a.", "Name = \"a\"")]
    [InlineData("a..b", "Name = \"a.b\"")]
    [InlineData("a\\nb", "Name = \"a_b\"")]
    [InlineData("a\\u2028b\\u0085c", "Name = \"a_b_c\"")]
    [InlineData("\\ud83d.a", "Name = \"_.a\"")]
    [InlineData("a\\ude00\\ude00", "Name = \"a__\"")]
    [InlineData("..\\\"\\\\", "Name = \"\\\"\\\\\"")]
    public void What_is_no_name_is_reported_with_the_nearest_that_is_one(string written, string nearest)
    {
        Finding finding = Declared.Single(RuleIds.InvalidArgument, $"[Network(4)] [Dense(4, Name = \"{written}\")]");
        Assert.Equal(nearest, Assert.Single(finding.Fix!.Edits).Text);
        Assert.NotNull(Declared.Model($"[Network(4)] [Dense(4, {nearest})]"));
    }

    [Fact]
    public void A_name_of_a_thousand_characters_is_long_enough()
    {
        Assert.NotNull(Declared.Model($"[Network(4)] [Dense(4, Name = \"{new string('a', 1000)}\")]"));
        Finding finding = Declared.Single(RuleIds.InvalidArgument, $"[Network(4)] [Dense(4, Name = \"{new string('a', 1001)}\")]");
        Assert.Equal($"Name = \"{new string('a', 1000)}\"", Assert.Single(finding.Fix!.Edits).Text);
    }

    [Theory]
    [InlineData("[Dense(4, Name = \"input\")] [Add(\"input\")]", "add1", 2)]
    [InlineData("[Dense(4)] [Dense(4, Input = \"input\")] [Add(\"dense1\")] [Dense(4, Name = \"input\")]", "dense2", 2)]
    [InlineData("[Use<Hidden>(Name = \"\")] [Add(\"input\")]", "add1", 4)]
    public void A_layer_called_input_must_not_hide_what_the_network_reads(string attributes, string reader, int attribute)
        => Assert.Equal(
            [$"NG0009 @{attribute}: {reader} | reads \"input\", which here is the name of a layer and of what the network or block reads | Give the layer another Name, or leave out that Input where the layer stands first"],
            FindingsOf.Errors(Declared.Parse($"[Network(4)] {attributes} partial class N; [Block] [Dense(4, Name = \"input\")] class Hidden;")));

    [Fact]
    public void A_layer_called_input_in_a_block_is_read_by_its_whole_name()
    {
        NetworkModel model = Declared.Build("[Network(4)] [Use<Hidden>] [Dense(4)] [Add(\"block1.input\", \"input\")] partial class N; [Block] [Dense(4, Name = \"input\")] class Hidden;").Model!;
        Assert.Equal([1, 0, -1], model.Nodes[2].Inputs);
    }
}
