namespace NetGen.Tests.Files;

/// <summary>A directory of its own for one test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("netgen-test-").FullName;

    public IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(Root).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public string Combine(string name) => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
