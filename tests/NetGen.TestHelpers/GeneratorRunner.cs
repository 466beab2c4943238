using System.Collections.Immutable;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.TestHelpers;

/// <summary>A file that the generator wrote.</summary>
public sealed record GeneratedSource(string HintName, string Text);

/// <summary>What the generator made of a source.</summary>
/// <param name="Compilation">The user's source together with the generated files.</param>
/// <param name="Sources">In the order of their hint names.</param>
public sealed record GeneratorResult(CSharpCompilation Compilation, IReadOnlyList<GeneratedSource> Sources);

/// <summary>Runs the generator over a source as a consumer's compiler would.</summary>
public static class GeneratorRunner
{
    /// <summary>The consumer's language: the default of net8.0.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    /// <summary>The shared framework and the run-time library; no reference-assembly package is needed.</summary>
    public static ImmutableArray<MetadataReference> References { get; } = FindReferences();

    /// <summary>A consumer's project: nullable, no unsafe code, every warning an error.</summary>
    public static CSharpCompilation CreateCompilation(params string[] sources)
    {
        CSharpCompilationOptions options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithNullableContextOptions(NullableContextOptions.Enable)
            .WithAllowUnsafe(false)
            .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
            .WithWarningLevel(9999)
            // Test sources need no documentation; what documentation there is must be well-formed.
            .WithSpecificDiagnosticOptions([new KeyValuePair<string, ReportDiagnostic>("CS1591", ReportDiagnostic.Suppress)]);
        SyntaxTree[] trees =
        [
            .. sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{index}.cs", System.Text.Encoding.UTF8)),
        ];
        return CSharpCompilation.Create($"Consumer{Guid.NewGuid():N}", trees, References, options);
    }

    /// <summary>Runs the generator.</summary>
    /// <exception cref="CompilationFailedException">The generator threw or reported something: it must do neither.</exception>
    public static GeneratorResult Run(params string[] sources) => RunWith(new Dictionary<string, string>(StringComparer.Ordinal), sources);

    /// <summary>Runs the generator in a project with these MSBuild properties.</summary>
    /// <exception cref="CompilationFailedException">The generator threw or reported something: it must do neither.</exception>
    public static GeneratorResult RunWith(IReadOnlyDictionary<string, string> properties, params string[] sources)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [GeneratorUnderTest.Create().AsSourceGenerator()],
            parseOptions: ParseOptions,
            optionsProvider: new ProjectProperties(properties));
        driver = driver.RunGeneratorsAndUpdateCompilation(CreateCompilation(sources), out Compilation compilation, out ImmutableArray<Diagnostic> diagnostics);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        if (result.Exception is not null) throw new CompilationFailedException($"The generator threw: {result.Exception}");
        if (!diagnostics.IsEmpty) throw new CompilationFailedException($"The generator reported: {string.Join('\n', diagnostics)}");
        GeneratedSource[] generated =
        [
            .. result.GeneratedSources
                .Select(source => new GeneratedSource(source.HintName, source.SourceText.ToString()))
                .OrderBy(source => source.HintName, StringComparer.Ordinal),
        ];
        return new GeneratorResult((CSharpCompilation)compilation, generated);
    }

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return
        [
            .. platform.Split(Path.PathSeparator)
                .Where(path => IsFramework(Path.GetFileName(path)))
                .Append(typeof(INetwork<>).Assembly.Location)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }

    private static bool IsFramework(string file)
        => file.StartsWith("System.", StringComparison.Ordinal) || file is "netstandard.dll" or "mscorlib.dll";
}
