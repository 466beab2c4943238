using System.Globalization;
using NetGen.Files;

namespace NetGen.Data;

/// <summary>A set to train with and one to test with.</summary>
/// <param name="Train">What a network may learn from.</param>
/// <param name="Test">What it has never seen.</param>
public sealed record TrainAndTest(Dataset Train, Dataset Test);

/// <summary>
/// Reads MNIST (LeCun, Cortes and Burges) and the sets that share its four files' form, such as Fashion-MNIST and KMNIST.
/// <see cref="MnistDownload"/> fetches the files.
/// </summary>
public static class Mnist
{
    /// <summary>Rows and columns of an image.</summary>
    public const int ImageSize = 28;

    /// <summary>Number of classes.</summary>
    public const int Classes = 10;

    private const int Pixels = ImageSize * ImageSize;

    /// <summary>Reads the four files of a directory: images of 28 x 28 x 1 with values in [0, 1], labels from 0 to 9.</summary>
    /// <param name="directory">Where the files are, each under its usual name, with '-' or '.' before "idx", with or without ".gz", compressed or not.</param>
    /// <exception cref="FileNotFoundException">The folder or files in it are missing; the message says which.</exception>
    /// <exception cref="NetworkFileException">A file is malformed or does not have images and labels of this form.</exception>
    public static TrainAndTest Load(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (!Directory.Exists(directory)) throw new FileNotFoundException($"There is no folder '{directory}'; {nameof(MnistDownload)}.{nameof(MnistDownload.FetchAsync)} makes and fills it.");
        string?[] paths = [.. MnistDownload.FileNames.Select(name => Find(directory, name))];
        IEnumerable<string> missing = MnistDownload.FileNames.Where((_, index) => paths[index] is null);
        if (missing.Any())
            throw new FileNotFoundException($"'{directory}' lacks {string.Join(", ", missing)} (names with '.idx' and without '.gz' are accepted too); {nameof(MnistDownload)}.{nameof(MnistDownload.FetchAsync)} fetches them.");
        return new TrainAndTest(Load(paths[0]!, paths[1]!), Load(paths[2]!, paths[3]!));
    }

    private static Dataset Load(string imagePath, string labelPath)
    {
        IdxFile images = IdxFile.Read(imagePath);
        if (images.ElementType != IdxType.UInt8 || images.Shape is not [_, ImageSize, ImageSize]) throw WrongForm(imagePath, "images of 28 x 28 bytes");
        IdxFile labels = IdxFile.Read(labelPath);
        if (labels.ElementType != IdxType.UInt8 || labels.Shape.Length != 1) throw WrongForm(labelPath, "a list of bytes");
        if (labels.Count != images.Shape[0]) throw WrongForm(labelPath, string.Create(CultureInfo.InvariantCulture, $"one label for each of {images.Shape[0]} images"));
        return new Dataset(ToUnitInterval(images), SampleFormat.OfLabels(Pixels, Classes) with { InputShape = [ImageSize, ImageSize, 1] }, ToLabels(labels, labelPath));
    }

    private static NetworkFileException WrongForm(string path, string expected) => new NetworkFileException(NetworkFileError.ShapeMismatch, 0, $"The file does not hold {expected}").In(path);

    private static float[] ToUnitInterval(IdxFile images)
    {
        float[] inputs = new float[images.Count];
        ReadOnlySpan<byte> bytes = images.Data.Span;
        for (int index = 0; index < inputs.Length; index++) inputs[index] = bytes[index] / (float)byte.MaxValue;
        return inputs;
    }

    private static int[] ToLabels(IdxFile file, string path)
    {
        int[] labels = new int[file.Count];
        ReadOnlySpan<byte> bytes = file.Data.Span;
        for (int index = 0; index < labels.Length; index++)
        {
            labels[index] = bytes[index];
            if (bytes[index] >= Classes) throw new NetworkFileException(NetworkFileError.ValueOutOfRange, index, string.Create(CultureInfo.InvariantCulture, $"Label {index} is {bytes[index]}; expected 0 to {Classes - 1}")).In(path);
        }

        return labels;
    }

    private static string? Find(string directory, string name)
    {
        string plain = Path.GetFileNameWithoutExtension(name);
        string dotted = plain.Replace("-idx", ".idx", StringComparison.Ordinal);
        return new[] { name, plain, dotted + ".gz", dotted }.Select(candidate => Path.Combine(directory, candidate)).FirstOrDefault(File.Exists);
    }
}
