using MnistSample;
using Xunit;

namespace NetGen.Samples.Tests.Mnist;

public sealed class TerminalDigitsTests
{
    [Fact]
    public void OneCharacterShowsTwoPixels()
    {
        float[] image =
        [
            0, 1, 0, 1,
            0, 0, 1, 1,
            0.39f, 0.4f, 0, 0,
            1, 0, 0.2f, 0,
        ];
        Assert.Equal([" ▀▄█", "▄▀  "], TerminalDigits.Draw(image, 4));
    }

    [Fact]
    public void PicturesStandSideBySideAsFarAsTheyFit()
    {
        (string, string[])[] pictures = [("one", ["abcd", "efgh"]), ("two and more", ["ijkl", "mn  "]), ("3", ["opqr", "stuv"])];
        Assert.Equal("one    two\nabcd   ijkl\nefgh   mn\n\n3\nopqr\nstuv\n", TerminalDigits.Arrange(pictures, 4, width: 11));
        Assert.Equal("one    two    3\nabcd   ijkl   opqr\nefgh   mn     stuv\n", TerminalDigits.Arrange(pictures, 4, width: 18));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(4)]
    [InlineData(1)]
    public void ANarrowTerminalGetsThemOneByOne(int width)
    {
        (string, string[])[] pictures = [("one", ["abcd"]), ("two", ["efgh"])];
        Assert.Equal("one\nabcd\n\ntwo\nefgh\n", TerminalDigits.Arrange(pictures, 4, width));
    }
}
