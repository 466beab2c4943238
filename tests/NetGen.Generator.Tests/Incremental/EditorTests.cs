using System.Collections.Immutable;
using System.Text;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Incremental;

/// <summary>What an editor does with generated files while somebody types.</summary>
public sealed class EditorTests
{
    private const string Source = """
        using NetGen;
        [Network(8, 8, 3)] [Conv2D(16, 3)] [ReLU] [Flatten] [Dense(40)] [ReLU] [Dense(5)] [SoftmaxCrossEntropy]
        public sealed partial class EditedNet;
        """;

    /// <summary>A file of which no character is another need not be parsed again.</summary>
    [Fact]
    public async Task Trees_of_files_that_stay_the_same_stay()
    {
        using AdhocWorkspace workspace = new();
        Project project = workspace.CurrentSolution
            .AddProject("Edited", "Edited", LanguageNames.CSharp)
            .WithParseOptions(GeneratorRunner.ParseOptions)
            .WithMetadataReferences(GeneratorRunner.References)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .AddAnalyzerReference(new GeneratorReference());
        Document document = project.AddDocument("Edited.cs", SourceText.From(Source, Encoding.UTF8), filePath: "/Edited.cs");
        Dictionary<string, SyntaxTree> before = await TreesOf(document.Project);
        Document typed = document.WithText(SourceText.From(Source.Replace("Dense(40)", "Dense(41)", StringComparison.Ordinal), Encoding.UTF8));
        Dictionary<string, SyntaxTree> after = await TreesOf(typed.Project);
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
        string[] same = [.. before.Keys.Where(file => before[file].GetText().ContentEquals(after[file].GetText()))];
        Assert.Contains(same, file => file.EndsWith("Layer1.Conv1.g.cs", StringComparison.Ordinal));
        Assert.True(same.Length < before.Count);
        Assert.All(same, file => Assert.Same(before[file], after[file]));
    }

    private static async Task<Dictionary<string, SyntaxTree>> TreesOf(Project project)
    {
        Dictionary<string, SyntaxTree> trees = [];
        foreach (SourceGeneratedDocument file in await project.GetSourceGeneratedDocumentsAsync()) trees.Add(file.HintName, (await file.GetSyntaxTreeAsync())!);
        return trees;
    }

    private sealed class GeneratorReference : AnalyzerReference
    {
        private readonly ISourceGenerator _generator = GeneratorUnderTest.Create().AsSourceGenerator();

        public override string FullPath => typeof(NetworkGenerator).Assembly.Location;

        public override object Id => nameof(NetworkGenerator);

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => [_generator];

        public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => [_generator];
    }
}
