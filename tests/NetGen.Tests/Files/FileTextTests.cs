using NetGen.Files;

using Xunit;

namespace NetGen.Tests.Files;

/// <summary>Names from files in messages.</summary>
public class FileTextTests
{
    /// <summary>Up to six names are all there, as "and 1 more" is no shorter than the name.</summary>
    [Theory]
    [InlineData(1, "'a'")]
    [InlineData(5, "'a', 'b', 'c', 'd', 'e'")]
    [InlineData(6, "'a', 'b', 'c', 'd', 'e', 'f'")]
    [InlineData(7, "'a', 'b', 'c', 'd', 'e' and 2 more")]
    [InlineData(20, "'a', 'b', 'c', 'd', 'e' and 15 more")]
    public void ListsOfNamesAreShort(int count, string expected)
    {
        string[] names = [.. Enumerable.Range('a', count).Select(letter => $"{(char)letter}")];
        Assert.Equal(expected, FileText.Quote(names));
    }

    /// <summary>Letters and signs of any script, each of them one, and nothing that a terminal obeys.</summary>
    [Theory]
    [InlineData("layer 1.weight_g", "'layer 1.weight_g'")]
    [InlineData("\u5c64+\ud83e\udde0", "'\u5c64+\ud83e\udde0'")]
    [InlineData("a\tb\r\u00a0\u202e", "'a?b???'")]
    [InlineData("", "''")]
    public void NamesAreQuoted(string name, string expected) => Assert.Equal(expected, FileText.Quote(name));

    [Fact]
    public void LongNamesAreCutAfterEightySigns()
    {
        string name = string.Concat(Enumerable.Repeat("\ud83e\udde0", 80));
        Assert.Equal($"'{name}'", FileText.Quote(name));
        Assert.Equal($"'{name}...'", FileText.Quote(name + "x"));
    }
}
