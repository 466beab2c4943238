namespace NetGen.NewLayer;

/// <summary>The layer cannot be written: it is there already, or a file no longer has the place where its line belongs.</summary>
internal sealed class SkeletonException(string message) : Exception(message);

/// <summary>All files and lines of a new kind of layer. It compiles and hands its input on; what is to be written is marked.</summary>
internal static class Skeleton
{
    /// <summary>Stands where something is to be written, with the kind behind it.</summary>
    public const string Marker = "SKELETON of";

    /// <summary>The files to write, new ones and changed ones: paths from the root, and their whole text. Nothing is written.</summary>
    /// <param name="kind">The attribute's name.</param>
    /// <param name="root">The repository.</param>
    public static IReadOnlyList<(string Path, string Text)> Write(string kind, string root)
    {
        List<(string Path, string Text)> written = [];
        foreach ((string path, string text) in NewFiles.Of(kind))
        {
            if (File.Exists(Path.Combine(root, path))) throw new SkeletonException($"{path} is there already.");
            written.Add((path, text + "\n"));
        }

        foreach (Insertion insertion in Insertion.Of(kind)) written.Add((insertion.Path, insertion.Apply(File.ReadAllText(Path.Combine(root, insertion.Path)))));
        return written;
    }
}
