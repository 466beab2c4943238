using NetGen.Generator.Model;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Parsing;

public sealed class NetworkParserTests
{
    [Theory]
    [InlineData("[Network(4)] [Dense(2)] [ReLU] partial class A;")]
    [InlineData("[Network(4), Dense(2), ReLU] partial class A;")]
    [InlineData("[Network(4)] [Dense(2), ReLU] partial class A;")]
    [InlineData("[NetGen.Network(4)] [global::NetGen.DenseAttribute(units: 2)] [ReLUAttribute()] partial class A;")]
    public void Attributes_are_read_in_source_order(string source)
    {
        NetworkDeclaration declaration = Declared.Parse(source);
        Assert.Equal(["Network", "Dense", "ReLU"], declaration.Attributes.Select(attribute => attribute.Kind));
        Assert.Equal([0, 1, 2], declaration.Attributes.Select(attribute => attribute.Index));
        Assert.Equal(2, declaration.Attributes[1].Find("units")!.Integer);
    }

    [Fact]
    public void Arguments_keep_their_kinds_and_defaults()
    {
        NetworkDeclaration declaration = Declared.Parse(
            """
            [Network(28, 27, 3, InputMean = 0.5)]
            [Conv2D(8, 3, Padding = Padding.Same, UseBias = false, Name = "first")]
            [LeakyReLU]
            [Add("first", "input")]
            partial class A;
            """);
        Assert.Equal([28L, 27, 3], declaration.Attributes[0].Find("shape")!.Items.Select(item => item.Integer));
        Assert.Equal(0.5, declaration.Attributes[0].Find("InputMean")!.Number);
        Assert.Null(declaration.Attributes[0].Find("InputStd"));
        Assert.Equal(ArgumentValue.Of((long)Padding.Same), declaration.Attributes[1].Find("Padding"));
        Assert.Equal(ArgumentValue.Of(false), declaration.Attributes[1].Find("UseBias"));
        Assert.Equal(ArgumentValue.Of("first"), declaration.Attributes[1].Find("Name"));
        Assert.Equal(ArgumentValue.Of(0.01), declaration.Attributes[2].Find("slope"));
        Assert.Equal(["first", "input"], declaration.Attributes[3].Find("inputs")!.Items.Select(item => item.Text));
    }

    [Fact]
    public void Foreign_attributes_change_nothing()
    {
        const string Plain = "[Network(4)] [Dense(2)] partial class A;";
        const string Decorated = "[System.Obsolete] [Network(4)] [System.Serializable] [Dense(2)] partial class A;";
        Assert.Equal(Declared.Parse(Plain), Declared.Parse(Decorated));
    }

    [Theory]
    [InlineData("[Network(4)] [Dense(2)] partial class A; class B;")]
    [InlineData("\n\n  [Network(4)]   // a comment\n [Dense( 2 )] partial class A { int _x; void M() { } }")]
    [InlineData("[Network(2 + 2)] [Dense(units: 2)] partial class A;")]
    public void Declarations_that_mean_the_same_are_equal(string source)
    {
        NetworkDeclaration expected = Declared.Parse("[Network(4)] [Dense(2)] partial class A;");
        NetworkDeclaration actual = Declared.Parse(source);
        Assert.Equal(expected, actual);
        Assert.Equal(expected.GetHashCode(), actual.GetHashCode());
    }

    [Theory]
    [InlineData("[Network(5)] [Dense(2)] partial class A;")]
    [InlineData("[Network(4)] [Dense(3)] partial class A;")]
    [InlineData("[Network(4)] [Dense(2)] partial class B;")]
    [InlineData("[Network(4)] [Dense(2)] public partial class A;")]
    [InlineData("[Network(4)] [Dense(2)] class A;")]
    [InlineData("[Network(4)] [Dense(2)] sealed partial class A;")]
    [InlineData("[Network(4)] [Dense(2)] static partial class A;")]
    [InlineData("[Network(4)] [Dense(2)] partial record A;")]
    [InlineData("namespace N { [Network(4)] [Dense(2)] partial class A; }")]
    [InlineData("[Network(4)] [Dense(2, Name = \"a\")] partial class A;")]
    [InlineData("[Network(4, InputStd = 2)] [Dense(2)] partial class A;")]
    [InlineData("[Network(4)] [Dense(2)] [ReLU] partial class A;")]
    public void Declarations_that_mean_other_things_are_not_equal(string source)
        => Assert.NotEqual(Declared.Parse("[Network(4)] [Dense(2)] partial class A;"), Declared.Parse(source));

    [Fact]
    public void A_change_in_a_block_changes_the_declaration_that_uses_it()
    {
        const string Network = "[Network(4)] [Use<Hidden>] partial class A;\n";
        NetworkDeclaration one = Declared.Parse(Network + "[Block] [Dense(2)] class Hidden;");
        NetworkDeclaration two = Declared.Parse(Network + "[Block] [Dense(3)] class Hidden;");
        Assert.NotEqual(one, two);
    }

    [Fact]
    public void Blocks_are_read_once_also_when_they_use_each_other()
    {
        NetworkDeclaration declaration = Declared.Parse(
            """
            [Network(4)] [Use<Outer>] [Use<Inner>] [Residual<Outer>] partial class A;
            [Block] [Dense(4)] [Use<Inner>] class Outer;
            [Block] [Dense(4)] [Use<Outer>] class Inner;
            """);
        Assert.Equal(["Outer", "Inner"], declaration.Blocks.Select(block => block.Name));
        Assert.Equal([0, 1, 0], declaration.Attributes.Skip(1).Select(attribute => attribute.Block));
        Assert.Equal(0, declaration.Blocks[1].Attributes[2].Block);
    }

    [Theory]
    [InlineData("[Network(4)] [Dense(] partial class A;")]
    [InlineData("[Network(4)] [Dense()] partial class A;")]
    [InlineData("[Network(4)] [Dense(\"x\")] partial class A;")]
    [InlineData("[Network(4)] [Dense(1, 2, 3)] partial class A;")]
    [InlineData("[Network(4)] [Dense(unknown)] partial class A;")]
    public void Half_typed_attributes_are_tolerated(string source)
    {
        NetworkDeclaration declaration = Declared.Parse(source);
        Assert.Equal("Dense", declaration.Attributes[1].Kind);
        Assert.False(declaration.Attributes[1].IsComplete);
    }

    [Theory]
    [InlineData("[Network(4)] [Dense(2)] [Desne(3)] partial class A;")]
    [InlineData("[Network(4)] [Dense(2)] [] partial class A;")]
    [InlineData("[Network(4)] [Dense(2)] [Use<Missing>] partial class A;")]
    [InlineData("[Network(4)] [Dense(2)] [Use<>] partial class A;")]
    [InlineData("[Network(4)] [Dense(2)] [Use] partial class A;")]
    [InlineData("[Network(4)] [Dense(2)] [Conv2D<int>(3)] partial class A;")]
    public void Unknown_attributes_are_tolerated(string source)
    {
        NetworkDeclaration declaration = Declared.Parse(source);
        Assert.Equal(["Network", "Dense"], declaration.Attributes.Take(2).Select(attribute => attribute.Kind));
        Assert.Empty(Analysis.FindingsOf.Errors(declaration));
    }

    [Fact]
    public void Type_arguments_that_are_no_classes_are_tolerated()
    {
        NetworkDeclaration declaration = Declared.Parse("[Network(4)] [Use<int[]>] [Use<string>] [Use<int>] partial class A;");
        Assert.Equal(4, declaration.Attributes.Count);
    }
}
