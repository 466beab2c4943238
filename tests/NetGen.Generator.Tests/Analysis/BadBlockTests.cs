using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Analysis;

public sealed class BadBlockTests
{
    [Theory]
    [InlineData("[Use<B>] partial class N; [Dense(4)] class B;", "NG0017 @1: B | is used as a block, but has no [Block] | Give it [Block] and at least one layer")]
    [InlineData("[Use<B>] partial class N; [Block] [Dense(4)] [Output(\"dense1\")] class B;", "NG0017 @1: B | is a block with [Output], which only a network can have | Move it to the network that uses the block")]
    [InlineData("[Use<B>] partial class N; [Block] [Input(\"more\", 2)] [Dense(4)] class B;", "NG0017 @1: B | is a block with [Input], which only a network can have | Move it to the network that uses the block")]
    [InlineData("[Use<B>(Name = \"a\")] [Use<B>(Name = \"a\")] partial class N; [Block] [Dense(4)] [ReLU] class B;", "NG0009 @5: a | is the name of two layers | Give one of them another Name")]
    [InlineData("[Use<B>(FirstIndex = -2)] partial class N; [Block] [Dense(4)] class B;", "NG0006 @1: B | has FirstIndex = -2, which must be at least 0 | Write FirstIndex = 0 or more")]
    [InlineData("[Use<string>] partial class N;", "NG0017 @1: String | is used as a block, but has no [Block] | Give it [Block] and at least one layer")]
    [InlineData("[Use<B>] partial class N; [Block] class B;", "NG0017 @1: B | is a block without layers | Give it [Block] and at least one layer")]
    [InlineData("[Use<B>] partial class N; [Block] [Use<B>] class B;", "NG0017 @3: B | is a block that uses itself, so it would have no end | Take the inner use away, or write Repeat where the block is used")]
    [InlineData("[Use<B>] partial class N; [Block] [Dense(4)] [Use<C>] class B; [Block] [Residual<B>] class C;", "NG0017 @6: B | is a block that uses itself, so it would have no end | Take the inner use away, or write Repeat where the block is used")]
    [InlineData("[Use<B>] partial class N; [Block] [Dense(4)] [MeanSquaredError] class B;", "NG0015 @4: [MeanSquaredError] | stands in the block B | Move it to the end of the network that uses the block")]
    [InlineData("[Dense(4)] [Use<B>] partial class N; [Block] [He] [Dense(4)] class B;", "NG0004 @4: [He] | stands above every layer with weights, so there is nothing it could initialise | Move it below the layer that it is meant for, such as [Conv2D] or [Dense]")]
    [InlineData("[Dense(4)] [Use<B>] partial class N; [Block] [Dense(4, Input = \"dense2\")] class B;", "NG0010 @4: block1.dense1 | reads \"dense2\", and no layer has that name | Write one of these: input")]
    [InlineData("[Use<B>(Input = \"x\")] partial class N; [Block] [Dense(4)] class B;", "NG0010 @1: B | reads \"x\", and no layer has that name | Write one of these: input")]
    [InlineData("[Use<B>(Repeat = 3)] partial class N; [Block] [Dense(0)] class B;", "NG0006 @3: block1.dense1 | has units = 0, which must be at least 1 | Write 1 or more")]
    [InlineData("[Use<B>] partial class N; [Block] [Dense(4)] partial class B; [ReLU] partial class B;", "NG0003 @1: B")]
    [InlineData("[Residual<B>] partial class N; [Block] [Dense(3)] class B;", "NG3001 @1: block1 | turns a vector of 4 into a vector of 3, so its input cannot be added to its output | Write Projection = true, [Residual<Branch, Shortcut>], or a block that keeps the shape")]
    [InlineData("[Use<B>(Name = \"a\")] [Dense(2, Name = \"a\")] partial class N; [Block] [Dense(4)] class B;", "NG0009 @4: a | is the name of two layers | Give one of them another Name")]
    [InlineData("[Use<B>(Repeat = 100000000)] partial class N; [Block] [Dense(4)] class B;", "NG0018 @1: block4097 | brings the network to more than 4,096 layers | Write a smaller Repeat")]
    [InlineData("[Use<B>(Repeat = 1000)] partial class N; [Block] [Use<C>(Repeat = 1000)] class B; [Block] [Use<D>(Repeat = 1000)] class C; [Block] [Dense(4)] class D;", "NG0018 @5: block1.block5.block97 | brings the network to more than 4,096 layers | Write a smaller Repeat")]
    public void Blocks(string source, string expected) => Assert.Equal([expected], FindingsOf.Errors(Declared.Parse("[Network(4)] " + source)));

    [Fact]
    public void A_projection_that_does_not_exist_is_reported()
    {
        string[] findings = FindingsOf.Errors(Declared.Parse(
            "[Network(10, 10, 2)] [Residual<B>(Projection = true)] partial class N; [Block] [Conv2D(2, 3, KernelWidth = 5)] class B;"));
        Assert.Equal(
            ["NG3001 @1: block1 | turns an image of 10x10x2 into an image of 8x6x2, so its input cannot be added to its output | Give the block strides and padding whose outputs a 1x1 convolution can match, or write [Residual<Branch, Shortcut>]"],
            findings);
    }
}
