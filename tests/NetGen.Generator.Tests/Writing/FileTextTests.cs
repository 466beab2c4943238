using System.Text;

using Microsoft.CodeAnalysis.Text;

using NetGen.Generator.Writing;

namespace NetGen.Generator.Tests.Writing;

/// <summary>A text in pieces is as good as one in a string.</summary>
public sealed class FileTextTests
{
    private const string Whole = "one\ntwo two\n\nthree\n";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public void Pieces_do_not_matter(int length)
    {
        FileText text = InPieces(Whole, length);
        FileText same = InPieces(Whole, 3);
        Assert.Equal(text, same);
        Assert.Equal(text.GetHashCode(), same.GetHashCode());
        Assert.Equal(Whole, text.ToString());
        Assert.Equal(Whole.Length, text.Length);
        Assert.Equal(4, text.Lines);
    }

    [Theory]
    [InlineData("one\ntwo two\n\nthree\n\n")]
    [InlineData("one\ntwo two\n\nthree")]
    [InlineData("one\ntwo two\n\nthrey\n")]
    [InlineData("One\ntwo two\n\nthree\n")]
    public void Another_character_is_another_text(string other)
        => Assert.All(Enumerable.Range(1, 8), length => Assert.NotEqual(InPieces(Whole, length), InPieces(other, 3)));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(100)]
    public void The_compiler_sees_the_whole(int length)
    {
        SourceText source = InPieces(Whole, length).ToSourceText();
        SourceText plain = SourceText.From(Whole, Encoding.UTF8);
        Assert.True(source.ContentEquals(plain));
        Assert.Equal(plain.Encoding, source.Encoding);
        Assert.True(source.CanBeEmbedded);
        Assert.Equal(plain.Lines.Select(line => line.ToString()), source.Lines.Select(line => line.ToString()));
        Assert.Equal(Whole, string.Concat(Enumerable.Range(0, source.Length).Select(place => source[place])));
        for (int start = 0; start <= Whole.Length; start++)
        {
            for (int end = start; end <= Whole.Length; end++) Assert.Equal(Whole[start..end], source.ToString(TextSpan.FromBounds(start, end)));
        }
    }

    [Fact]
    public void What_is_taken_up_stands_where_it_was_taken_up()
    {
        SourceWriter writer = new();
        using (writer.Block("class C"))
        {
            writer.Line("int _first;");
            writer.Piece("    int _second;\n");
            writer.Line("int _third;");
        }

        Assert.Equal("class C\n{\n    int _first;\n    int _second;\n    int _third;\n}\n", writer.ToString());
        Assert.Throws<InvalidOperationException>(() => writer.Line("Too late."));
    }

    [Fact]
    public void A_block_has_to_be_closed()
    {
        SourceWriter writer = new(indentation: 1);
        writer.Block("class C");
        Assert.Throws<InvalidOperationException>(writer.ToFile);
    }

    private static FileText InPieces(string text, int length) => new([.. text.Chunk(length).Select(piece => new string(piece))]);
}
