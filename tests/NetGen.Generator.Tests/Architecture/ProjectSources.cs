using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Tests.Architecture;

/// <summary>The repository's own projects, compiled from their sources: for tests that ask what code refers to, or whether it would compile.</summary>
internal static class ProjectSources
{
    private static readonly CSharpCompilationOptions Options = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    private static readonly CSharpParseOptions Language = new CSharpParseOptions(LanguageVersion.Preview).WithPreprocessorSymbols("NET10_0", "NET10_0_OR_GREATER");

    /// <summary>What each project has without saying so.</summary>
    private static readonly string[] Usings = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"];

    /// <summary>The generator, with the files that it shares with the run-time library.</summary>
    /// <param name="changes">Files, by their paths from the root, that stand in the place of those on disk or beside them.</param>
    public static CSharpCompilation Generator(IReadOnlyDictionary<string, string>? changes = null)
        => Compile("Sources", ["generator/NetGen.Generator", "src/NetGen/Attributes/Shared"], Language.WithPreprocessorSymbols("NETSTANDARD2_0"), changes, References(ofProject: false));

    /// <summary>A project that refers to NetGen's own assemblies as they were built.</summary>
    /// <param name="name">The assembly's, which decides whose internal members it sees.</param>
    public static CSharpCompilation Project(string name, string folder, IReadOnlyDictionary<string, string> changes)
        => Compile(name, [folder], Language, changes, References(ofProject: true));

    private static CSharpCompilation Compile(
        string name, string[] folders, CSharpParseOptions language, IReadOnlyDictionary<string, string>? changes, IEnumerable<MetadataReference> references)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string folder in folders)
        {
            foreach ((string path, string text) in SourceTree.Files(Path.Combine(SourceTree.Root, folder))) texts.Add($"{folder}/{path}", text);
            foreach ((string path, string text) in changes ?? new Dictionary<string, string>(StringComparer.Ordinal))
            {
                if (path.StartsWith(folder + "/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal)) texts[path] = text;
            }
        }

        texts.Add("Usings.cs", string.Concat(Usings.Append("Xunit").Where(space => space != "Xunit" || name != "Sources").Select(space => $"global using {space};\n")));
        return CSharpCompilation.Create(name, texts.Select(file => CSharpSyntaxTree.ParseText(file.Value, language, file.Key)), references, Options);
    }

    private static IEnumerable<MetadataReference> References(bool ofProject)
        => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => ofProject || !Path.GetFileName(path).StartsWith("NetGen.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
}
