using NetGen.Generator.Model;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Analysis;

public sealed class DeclarationTests
{
    [Theory]
    [InlineData("[Network(4)] [Dense(2)] class N;", "NG0001 @-1: N | is not partial, so no code can be added to it | Add 'partial' to its declaration")]
    [InlineData("class O { [Network(4)] [Dense(2)] partial class N; }", "NG0001 @-1: O | is not partial, so no code can be added to it | Add 'partial' to its declaration")]
    [InlineData("[Network(4)] [Dense(2)] static partial class N;", "NG0001 @-1: N | is static, but a network is an object with parameters of its own | Remove 'static' from its declaration")]
    [InlineData("[Network(4)] [Dense(2)] partial class N; [ReLU] partial class N;", "NG0003 @-1: N")]
    [InlineData("[Network(4)] [Dense(2)] partial class N<T>;", "NG0013 @-1: N | is generic or stands inside a generic type, but its sizes must be fixed | Remove the type parameters, or move the class out")]
    [InlineData("[Network(4)] [Dense(2)] abstract partial class N;", "NG0013 @-1: N | is abstract, so no network could be made of it | Remove 'abstract' from its declaration")]
    [InlineData("[Network(4)] [Dense(2)] partial class N(int x) { public int X => x; }", "NG0013 @-1: N | has a primary constructor, which generated code could not call | Remove the parameter list; settings can be properties")]
    [InlineData("[Network(4)] [Dense(2)] file partial class N;", "NG0013 @-1: N | is local to its file, where generated code cannot reach it | Write 'internal' instead of 'file'")]
    [InlineData("[Network(4)] [Block] [Dense(2)] partial class N;", "NG0013 @-1: N | has both [Network] and [Block] | Keep one of the two")]
    public void Classes(string source, string expected) => Assert.Equal([expected], FindingsOf.Errors(Declared.Parse(source)));

    [Fact]
    public void Layers_without_a_marker_are_reported_at_the_first()
    {
        NetworkDeclaration declaration = Declared.Parse("[System.Obsolete] [Dense(2)] [ReLU] partial class N;", "N");
        Assert.Equal(
            ["NG0019 @0: N | has layers but neither [Network] nor [Block], so no code is generated for it | Write [Network] with the shape of the input above the layers, such as [Network(784)], or [Block]"],
            FindingsOf.Errors(declaration));
    }

    [Theory]
    [InlineData("[Block] [Dense(2)] class N;")]
    [InlineData("class N;")]
    [InlineData("[System.Obsolete] class N;")]
    [InlineData("[Unknown] class N;")]
    public void Other_classes_are_left_alone(string source)
    {
        NetworkDeclaration declaration = Declared.Parse(source, "N");
        Assert.False(declaration.IsNetwork);
        Assert.Empty(FindingsOf.Errors(declaration));
    }

    [Fact]
    public void A_declaration_that_only_has_errors_in_its_layers_can_hold_code()
        => Assert.True(Declared.Parse("[Network(4)] [Dense(0)] partial class N;").CanHoldCode);
}
