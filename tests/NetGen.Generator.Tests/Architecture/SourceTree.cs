using System.Runtime.CompilerServices;

namespace NetGen.Generator.Tests.Architecture;

/// <summary>The repository's files, found from where this file was compiled.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static string Generator { get; } = Path.Combine(Root, "generator", "NetGen.Generator");

    /// <summary>The generator's files by their path inside it, with forward slashes.</summary>
    public static IEnumerable<(string Path, string Text)> GeneratorFiles() => Files(Generator);

    /// <summary>The files of analyzers and code fixes, likewise.</summary>
    public static IEnumerable<(string Path, string Text)> AnalyzerFiles() => Files(Path.Combine(Root, "analyzers"));

    /// <summary>The files of a folder by their path inside it, likewise.</summary>
    public static IEnumerable<(string Path, string Text)> Files(string folder)
        => Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(folder, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(file => !file.Path.Split('/').Any(part => part is "obj" or "bin"));

    private static string FindRoot([CallerFilePath] string path = "")
    {
        DirectoryInfo? directory = Directory.GetParent(path);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "NetGen.sln"))) directory = directory.Parent;
        return directory?.FullName ?? throw new DirectoryNotFoundException("No NetGen.sln above " + path);
    }
}
