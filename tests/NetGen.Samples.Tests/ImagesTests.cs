using ImagesSample;

using Xunit;

namespace NetGen.Samples.Tests;

public sealed class ImagesTests
{
    /// <summary>Few pictures and few epochs: the shapes are told apart better than by chance, which is 25 %, and the folders' names are the classes.</summary>
    [Fact]
    public void ShapesAreLearnedFromFolders()
    {
        using var directory = new TemporaryDirectory();
        Pictures.Write(directory.Combine("shapes"), perShape: 400, seed: 1);
        var output = new StringWriter();
        double accuracy = Shapes.Train(directory.Combine("shapes"), epochs: 7, output);
        Assert.InRange(accuracy, 0.5, 1);
        Assert.Contains("1600 pictures of circle, square, star, triangle", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("actual    circle  square  star  triangle", output.ToString(), StringComparison.Ordinal);
    }
}
