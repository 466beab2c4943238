using System.Collections.Immutable;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

using NetGen.Analyzers;
using NetGen.Generator;

namespace NetGen.Tool.Networks;

/// <summary>Compiles declarations of networks as a project would, in memory, with what the analyzer says of them.</summary>
internal static class DeclarationCompiler
{
    // What a new project uses without saying so.
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using NetGen;";

    /// <summary>The networks, and all findings above the silent ones, in the order of the text.</summary>
    /// <exception cref="CommandException">It does not compile; the message has the errors.</exception>
    public static async Task<(IReadOnlyList<LoadedNetwork> Networks, IReadOnlyList<Finding> Findings)> CompileAsync(string declaration, CancellationToken cancellation)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        SyntaxTree[] trees = [CSharpSyntaxTree.ParseText(declaration, options, cancellationToken: cancellation), CSharpSyntaxTree.ParseText(Usings, options, cancellationToken: cancellation)];
        var compilation = CSharpCompilation.Create(
            "netgen-declaration",
            trees,
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _, cancellation);
        ImmutableArray<Diagnostic> said = await generated
            .WithAnalyzers([new NetworkDeclarationAnalyzer()], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(cancellation)
            .ConfigureAwait(false);
        var image = new MemoryStream();
        ImmutableArray<Diagnostic> errors = generated.Emit(image, cancellationToken: cancellation).Diagnostics;
        Finding[] faults = [.. said.Concat(errors).Where(static found => found.Severity == DiagnosticSeverity.Error).Select(Finding.Of).OrderBy(static found => found.Line)];
        if (faults.Length > 0) throw new CommandException("the declaration does not compile:\n" + string.Join('\n', faults.Select(static fault => fault.ToString())));
        image.Position = 0;
        return (NetworkAssembly.Load(image), [.. said.Where(static found => found.Severity > DiagnosticSeverity.Hidden).Select(Finding.Of).OrderBy(static found => found.Line)]);
    }

    private static IEnumerable<MetadataReference> References()
    {
        string platform = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        string[] paths = platform.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> framework = paths.Where(static path => Path.GetFileName(path) is { } name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"));
        return framework.Append(typeof(NetworkInfo).Assembly.Location).Select(static path => MetadataReference.CreateFromFile(path));
    }
}

/// <summary>What the compiler or the analyzer says.</summary>
/// <param name="Rule">CS1002, NG1001 ...</param>
/// <param name="Severity">Error, warning or info.</param>
/// <param name="Line">Counted from 1; 0 for none.</param>
/// <param name="Message">In words.</param>
internal sealed record Finding(string Rule, string Severity, int Line, string Message)
{
    public static Finding Of(Diagnostic diagnostic) => new(
        diagnostic.Id,
        diagnostic.Severity.ToString().ToLowerInvariant(),
        diagnostic.Location.IsInSource ? diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1 : 0,
        diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line {Line}: {Severity} {Rule}: {Message}");
}
