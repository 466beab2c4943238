using NetGen.Data;
using NetGen.Files;
using NetGen.Tests.Files;
using Xunit;

namespace NetGen.Tests.Data;

public sealed class MnistTests
{
    private const int Pixels = Mnist.ImageSize * Mnist.ImageSize;

    [Theory]
    [InlineData("{0}-images-idx3-ubyte.gz", "{0}-labels-idx1-ubyte.gz", true)]
    [InlineData("{0}-images-idx3-ubyte", "{0}-labels-idx1-ubyte", false)]
    [InlineData("{0}-images.idx3-ubyte", "{0}-labels.idx1-ubyte", false)]
    [InlineData("{0}-images.idx3-ubyte.gz", "{0}-labels.idx1-ubyte.gz", true)]
    [InlineData("{0}-images-idx3-ubyte.gz", "{0}-labels.idx1-ubyte", false)]
    public void FilesAreFoundUnderEachOfTheirNames(string images, string labels, bool compressed)
    {
        using var directory = new TemporaryDirectory();
        Write(directory, images, labels, "train", compressed, [7, 0, 9]);
        Write(directory, images, labels, "t10k", compressed, [3]);
        (Dataset train, Dataset test) = Mnist.Load(directory.Root);
        Assert.Equal((3, 1, Pixels, 10), (train.Count, test.Count, train.InputSize, train.Classes));
        Assert.Equal([7, 0, 9], train.Labels.ToArray());
        Assert.Equal([3], test.Labels.ToArray());
        Assert.Equal([0f, 1f / 255, 2f / 255], train.Inputs[..3].ToArray());
        Assert.Equal(1f, train.Inputs[255]);
        Assert.Equal((Pixels % 256) / 255f, train.Input(1)[0]);
    }

    [Fact]
    public void MissingFilesAreNamed()
    {
        using var directory = new TemporaryDirectory();
        string none = directory.Combine("none");
        Assert.StartsWith($"There is no folder '{none}'", Assert.Throws<FileNotFoundException>(() => Mnist.Load(none)).Message, StringComparison.Ordinal);
        string all = Assert.Throws<FileNotFoundException>(() => Mnist.Load(directory.Root)).Message;
        Assert.All(MnistDownload.FileNames, name => Assert.Contains(name, all, StringComparison.Ordinal));
        Write(directory, "{0}-images-idx3-ubyte", "{0}-labels-idx1-ubyte", "train", compressed: false, [1]);
        string rest = Assert.Throws<FileNotFoundException>(() => Mnist.Load(directory.Root)).Message;
        Assert.Contains("lacks t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz ", rest, StringComparison.Ordinal);
    }

    [Fact]
    public void FilesOfAnotherFormAreRefused()
    {
        static NetworkFileException Refusal(byte[] images, byte[] labels)
        {
            using var directory = new TemporaryDirectory();
            foreach (string set in new[] { "train", "t10k" })
            {
                File.WriteAllBytes(directory.Combine(set + "-images-idx3-ubyte"), images);
                File.WriteAllBytes(directory.Combine(set + "-labels-idx1-ubyte"), labels);
            }

            return Assert.Throws<NetworkFileException>(() => Mnist.Load(directory.Root));
        }

        byte[] image = IdxSamples.Bytes([1, 28, 28], new byte[Pixels]);
        byte[] label = IdxSamples.Bytes([1], 0);
        Assert.Contains("train-images-idx3-ubyte': The file does not hold images of 28 x 28 bytes", Refusal(IdxSamples.Bytes([1, 28, 27], new byte[28 * 27]), label).Message, StringComparison.Ordinal);
        Assert.Contains("images of 28 x 28", Refusal(IdxSamples.Bytes([28, 28], new byte[Pixels]), label).Message, StringComparison.Ordinal);
        Assert.Contains("train-labels-idx1-ubyte': The file does not hold a list", Refusal(image, IdxSamples.Bytes([1, 1], 0)).Message, StringComparison.Ordinal);
        Assert.Contains("one label for each of 1 images", Refusal(image, IdxSamples.Bytes([2], 0, 0)).Message, StringComparison.Ordinal);
        NetworkFileException range = Refusal(image, IdxSamples.Bytes([1], 10));
        Assert.Equal(NetworkFileError.ValueOutOfRange, range.Error);
        Assert.Contains("train-labels-idx1-ubyte': Label 0 is 10; expected 0 to 9", range.Message, StringComparison.Ordinal);
    }

    /// <summary>Runs where the environment names a directory with the four files.</summary>
    [Fact]
    public void TheRealSetIsTheRealSet()
    {
        if (Environment.GetEnvironmentVariable("NETGEN_MNIST") is not { Length: > 0 } directory) return;
        (Dataset train, Dataset test) = Mnist.Load(directory);
        Assert.Equal((60_000, 10_000), (train.Count, test.Count));
        Assert.Equal([5, 0, 4, 1, 9], train.Labels[..5].ToArray());
        Assert.Equal([7, 2, 1, 0, 4], test.Labels[..5].ToArray());
        double sum = 0;
        double squares = 0;
        foreach (float value in train.Inputs)
        {
            sum += value;
            squares += value * value;
        }

        double mean = sum / train.Inputs.Length;
        Assert.Equal(0.1307, mean, 4);
        Assert.Equal(0.3081, Math.Sqrt((squares / train.Inputs.Length) - (mean * mean)), 4);
    }

    private static void Write(TemporaryDirectory directory, string images, string labels, string set, bool compressed, byte[] values)
    {
        byte[] pixels = [.. Enumerable.Range(0, values.Length * Pixels).Select(static index => (byte)index)];
        byte[] imageFile = IdxSamples.Bytes([values.Length, 28, 28], pixels);
        byte[] labelFile = IdxSamples.Bytes([values.Length], values);
        File.WriteAllBytes(directory.Combine(images.Replace("{0}", set, StringComparison.Ordinal)), compressed ? IdxSamples.Gzip(imageFile) : imageFile);
        File.WriteAllBytes(directory.Combine(labels.Replace("{0}", set, StringComparison.Ordinal)), compressed ? IdxSamples.Gzip(labelFile) : labelFile);
    }
}
