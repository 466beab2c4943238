using System.Collections.Immutable;
using System.Text;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.TestHelpers;

/// <summary>A solution as an editor holds it: documents, an .editorconfig, analyzers and code fixes.</summary>
public sealed class EditorProject : IDisposable
{
    private const string Header = "using NetGen;\n";

    private readonly AdhocWorkspace _workspace = new();
    private readonly DiagnosticAnalyzer[] _analyzers;
    private readonly List<DocumentId> _documents = [];
    private Solution _solution;

    /// <param name="config">The text of an .editorconfig, or of a global one with the project's properties, or null for none.</param>
    /// <param name="projects">The sources of each project, without 'using NetGen;'.</param>
    public EditorProject(DiagnosticAnalyzer[] analyzers, string? config, params string[][] projects)
        : this(config is null ? [] : [config], analyzers, projects)
    {
    }

    /// <param name="configs">Texts of such files, at most one of either kind.</param>
    /// <param name="projects">The sources of each project, without 'using NetGen;'.</param>
    public EditorProject(IReadOnlyList<string> configs, DiagnosticAnalyzer[] analyzers, params string[][] projects)
    {
        _analyzers = analyzers;
        _solution = _workspace.CurrentSolution;
        for (int i = 0; i < projects.Length; i++) AddProject($"Consumer{i}", configs, projects[i]);
    }

    /// <summary>Whether analyzers see what the generator writes.</summary>
    public bool RunsGenerator { get; init; }

    /// <summary>The current text of the documents.</summary>
    public async Task<string[]> ReadAsync()
    {
        var texts = new List<string>();
        foreach (DocumentId id in _documents) texts.Add((await _solution.GetDocument(id)!.GetTextAsync().ConfigureAwait(false)).ToString()[Header.Length..]);
        return [.. texts];
    }

    /// <summary>The diagnostics of all documents, in source order, those that the configuration or a pragma suppresses left out.</summary>
    public async Task<ImmutableArray<Diagnostic>> DiagnoseAsync()
    {
        var all = new List<Diagnostic>();
        foreach (Project project in _solution.Projects) all.AddRange(await DiagnoseAsync(project).ConfigureAwait(false));
        return [.. all];
    }

    /// <summary>Applies the fix for the first diagnostic of a rule.</summary>
    /// <returns>False where none is offered.</returns>
    public async Task<bool> FixAsync(string rule, CodeFixProvider fix)
    {
        foreach (Diagnostic diagnostic in (await DiagnoseAsync().ConfigureAwait(false)).Where(diagnostic => diagnostic.Id == rule))
        {
            if (await OfferAsync(diagnostic, fix).ConfigureAwait(false) is not { } action) continue;
            await ApplyAsync(action).ConfigureAwait(false);
            return true;
        }

        return false;
    }

    /// <summary>The titles of the fixes that are offered for the first diagnostic of a rule that has any.</summary>
    public async Task<string[]> OfferAsync(string rule, CodeFixProvider fix)
    {
        foreach (Diagnostic diagnostic in (await DiagnoseAsync().ConfigureAwait(false)).Where(diagnostic => diagnostic.Id == rule))
        {
            CodeAction[] actions = await OfferAllAsync(diagnostic, fix).ConfigureAwait(false);
            if (actions.Length > 0) return [.. actions.Select(action => action.Title)];
        }

        return [];
    }

    /// <summary>Applies the fixes of all diagnostics of a rule, as 'fix all in' a scope does.</summary>
    public async Task<bool> FixAllAsync(string rule, CodeFixProvider fix, FixAllScope scope)
    {
        Document first = _solution.GetDocument(_documents[0])!;
        CodeAction? action = null;
        foreach (Diagnostic diagnostic in (await DiagnoseAsync().ConfigureAwait(false)).Where(diagnostic => diagnostic.Id == rule))
        {
            action ??= await OfferAsync(diagnostic, fix).ConfigureAwait(false);
        }

        if (action is null) return false;
        var context = new FixAllContext(first, fix, scope, action.EquivalenceKey!, [rule], new DiagnosticProvider(this), CancellationToken.None);
        if (await fix.GetFixAllProvider()!.GetFixAsync(context).ConfigureAwait(false) is not { } all) return false;
        await ApplyAsync(all).ConfigureAwait(false);
        return true;
    }

    /// <summary>Applies the refactoring that is offered at a text of the first document.</summary>
    /// <returns>False where none is offered.</returns>
    public async Task<bool> RefactorAsync(string at, CodeRefactoringProvider refactoring)
    {
        Document document = _solution.GetDocument(_documents[0])!;
        string text = (await document.GetTextAsync().ConfigureAwait(false)).ToString();
        var actions = new List<CodeAction>();
        var context = new CodeRefactoringContext(document, new TextSpan(text.IndexOf(at, StringComparison.Ordinal), 0), actions.Add, CancellationToken.None);
        await refactoring.ComputeRefactoringsAsync(context).ConfigureAwait(false);
        if (actions.Count == 0) return false;
        await ApplyAsync(actions[0]).ConfigureAwait(false);
        return true;
    }

    /// <summary>Replaces the text of the first document.</summary>
    public void Type(string text) => _solution = _solution.WithDocumentText(_documents[0], SourceText.From(Header + text, Encoding.UTF8));

    /// <summary>The compiler's errors.</summary>
    public async Task<string[]> CompileAsync()
    {
        var errors = new List<string>();
        foreach (Project project in _solution.Projects)
        {
            Compilation compilation = (await project.GetCompilationAsync().ConfigureAwait(false))!;
            errors.AddRange(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
        }

        return [.. errors];
    }

    /// <inheritdoc/>
    public void Dispose() => _workspace.Dispose();

    private void AddProject(string name, IReadOnlyList<string> configs, string[] sources)
    {
        Project project = _solution
            .AddProject(name, name, LanguageNames.CSharp)
            .WithParseOptions(GeneratorRunner.ParseOptions.WithLanguageVersion(LanguageOf(configs)))
            .WithMetadataReferences(GeneratorRunner.References)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationOf(configs)));
        for (int i = 0; i < sources.Length; i++)
        {
            Document document = project.AddDocument($"Source{i}.cs", SourceText.From(Header + sources[i], Encoding.UTF8), filePath: $"/{name}/Source{i}.cs");
            _documents.Add(document.Id);
            project = document.Project;
        }

        foreach (string config in configs)
        {
            string file = config.Contains("is_global", StringComparison.Ordinal) ? ".globalconfig" : ".editorconfig";
            project = project.AddAnalyzerConfigDocument(file, SourceText.From(config, Encoding.UTF8), filePath: $"/{name}/{file}").Project;
        }

        _solution = project.Solution;
    }

    /// <summary>The property LangVersion, as a global configuration shows it; else that of all tests.</summary>
    private static LanguageVersion LanguageOf(IReadOnlyList<string> configs)
        => LanguageVersionFacts.TryParse(PropertyOf(configs, "LangVersion"), out LanguageVersion version) ? version : GeneratorRunner.ParseOptions.LanguageVersion;

    /// <summary>The property Optimize, as a global configuration shows it; else true, as in a Release build.</summary>
    private static OptimizationLevel OptimizationOf(IReadOnlyList<string> configs)
        => PropertyOf(configs, "Optimize") == "false" ? OptimizationLevel.Debug : OptimizationLevel.Release;

    private static string? PropertyOf(IReadOnlyList<string> configs, string name)
    {
        string start = $"build_property.{name} = ";
        return configs.SelectMany(config => config.Split('\n')).FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))?[start.Length..];
    }

    private async Task<ImmutableArray<Diagnostic>> DiagnoseAsync(Project project)
    {
        Compilation compilation = (await project.GetCompilationAsync().ConfigureAwait(false))!;
        if (RunsGenerator)
        {
            CSharpGeneratorDriver
                .Create([GeneratorUnderTest.Create().AsSourceGenerator()], parseOptions: (CSharpParseOptions)project.ParseOptions!, optionsProvider: project.AnalyzerOptions.AnalyzerConfigOptionsProvider)
                .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        }

        ImmutableArray<Diagnostic> diagnostics = await compilation.WithAnalyzers([.. _analyzers], project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync().ConfigureAwait(false);
        AnalyzerRunner.ThrowOnCrash(diagnostics, _analyzers);
        return [.. diagnostics.Where(diagnostic => !diagnostic.IsSuppressed).OrderBy(diagnostic => diagnostic.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private async Task<CodeAction?> OfferAsync(Diagnostic diagnostic, CodeFixProvider fix) => (await OfferAllAsync(diagnostic, fix).ConfigureAwait(false)).FirstOrDefault();

    private async Task<CodeAction[]> OfferAllAsync(Diagnostic diagnostic, CodeFixProvider fix)
    {
        var actions = new List<CodeAction>();
        Document document = _solution.GetDocument(diagnostic.Location.SourceTree)!;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None)).ConfigureAwait(false);
        return [.. actions];
    }

    private async Task ApplyAsync(CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None).ConfigureAwait(false);
        _solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private sealed class DiagnosticProvider(EditorProject editor) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => await editor.DiagnoseAsync(project).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            => (await editor.DiagnoseAsync(document.Project).ConfigureAwait(false)).Where(diagnostic => diagnostic.Location.SourceTree!.FilePath == document.FilePath);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
