using NetGen.Data;

namespace NetGen.Images;

/// <summary>
/// Pictures in folders, each folder a class of its name. They are decoded when they are asked for, so there may be more than memory holds; <see cref="Load"/> decodes all of them once.
/// </summary>
public sealed class ImageFolder : SampleSource
{
    private static readonly string[] s_extensions = [".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp"];

    private readonly string[] _paths;
    private readonly int[] _labels;
    private readonly ImageFit _fit;

    private ImageFolder(SampleFormat format, string[] paths, int[] labels, ImageFit fit)
        : base(format, paths.Length)
    {
        _paths = paths;
        _labels = labels;
        _fit = fit;
    }

    /// <summary>The files, in the order of the samples: class by class, by name.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>Looks for pictures in the subfolders of a folder, and below them. Classes have the order of their names.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="height">The height that pictures are brought to.</param>
    /// <param name="width">The width that pictures are brought to.</param>
    /// <param name="channels">3 for colours, 1 for grey, 4 for colours and opacity.</param>
    /// <param name="fit">What is done where the sides have another ratio.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ImageException">It has no subfolders, or one of them no pictures.</exception>
    public static ImageFolder Open(string path, int height, int width, int channels = 3, ImageFit fit = ImageFit.Stretch)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ImageFile.Require(height, width, channels);
        string[] folders = [.. Directory.GetDirectories(path).Where(static folder => !Path.GetFileName(folder).StartsWith('.')).Order(StringComparer.Ordinal)];
        if (folders.Length == 0) throw new ImageException($"'{path}' has no subfolders; each class is one, and has its name.");
        var paths = new List<string>();
        var labels = new List<int>();
        for (int label = 0; label < folders.Length; label++)
        {
            string[] found =
            [
                .. Directory.EnumerateFiles(folders[label], "*", SearchOption.AllDirectories)
                    .Where(static file => s_extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                    .Order(StringComparer.Ordinal),
            ];
            if (found.Length == 0) throw new ImageException($"'{folders[label]}' has no pictures ({string.Join(", ", s_extensions)}).");
            paths.AddRange(found);
            labels.AddRange(Enumerable.Repeat(label, found.Length));
        }

        SampleFormat format = SampleFormat.OfLabels(height * width * channels, folders.Length) with
        {
            InputShape = [height, width, channels],
            ClassNames = [.. folders.Select(static folder => Path.GetFileName(folder))],
        };
        return new ImageFolder(format, [.. paths], [.. labels], fit);
    }

    /// <inheritdoc/>
    /// <exception cref="ImageException">The file is no picture that can be decoded.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public override void Read(int index, SampleDraw draw, SampleRow row)
    {
        IReadOnlyList<int> shape = Format.InputShape;
        ImageFile.Read(_paths[RequireIndex(index)], shape[0], shape[1], shape[2], _fit, row.Input);
        row.Label = _labels[index];
    }

    /// <inheritdoc/>
    public override int LabelOf(int index) => _labels[RequireIndex(index)];

    /// <summary>Decodes all pictures, on all cores.</summary>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="ImageException">A file is no picture that can be decoded.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Dataset Load(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<int> shape = Format.InputShape;
        float[] inputs = new float[checked(Count * InputSize)];
        try
        {
            Parallel.For(0, Count, new ParallelOptions { CancellationToken = cancellationToken }, index =>
                ImageFile.Read(_paths[index], shape[0], shape[1], shape[2], _fit, inputs.AsSpan(index * InputSize, InputSize)));
        }
        catch (AggregateException exception)
        {
            // One of them is enough to be told of, and it is what reading one by one would have thrown.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return new Dataset(inputs, Format, [.. _labels]);
    }
}
