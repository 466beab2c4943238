using System.Collections.Immutable;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetGen.TestHelpers;

/// <summary>Runs analyzers and code fixes over sources as an editor would.</summary>
public static class AnalyzerRunner
{
    /// <summary>The diagnostics of the analyzers, in source order.</summary>
    public static async Task<ImmutableArray<Diagnostic>> DiagnoseAsync(string source, params DiagnosticAnalyzer[] analyzers)
    {
        CSharpCompilation compilation = WithoutWarningsAsErrors(GeneratorRunner.CreateCompilation(source));
        ImmutableArray<Diagnostic> diagnostics = await compilation.WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync().ConfigureAwait(false);

        // AD0001 is an analyzer's exception.
        Diagnostic? crash = diagnostics.FirstOrDefault(diagnostic => !analyzers.Any(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id == diagnostic.Id)));
        if (crash is not null) throw new CompilationFailedException(crash.ToString());
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    /// <summary>Checks that exactly the marked diagnostics are reported. Hidden ones count only where a mark names them.</summary>
    /// <returns>The diagnostics.</returns>
    public static async Task<ImmutableArray<Diagnostic>> VerifyAsync(string markedSource, params DiagnosticAnalyzer[] analyzers)
    {
        MarkedSource marked = MarkedSource.Parse("using NetGen;\n" + markedSource);
        HashSet<string> expectedIds = [.. marked.Marks.Select(mark => mark.Id)];
        ImmutableArray<Diagnostic> diagnostics = await DiagnoseAsync(marked.Text, analyzers).ConfigureAwait(false);
        diagnostics = [.. diagnostics.Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden || expectedIds.Contains(diagnostic.Id))];
        string expected = Format(marked.Text, marked.Marks.Select(mark => (mark.Id, mark.Span.Start, mark.Span.End)));
        string actual = Format(marked.Text, diagnostics.Select(diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.End)));
        return expected == actual
            ? diagnostics
            : throw new CompilationFailedException($"Expected:\n{expected}\nActual:\n{actual}\nMessages:\n{string.Join('\n', diagnostics)}");
    }

    /// <summary>Applies the fix for the first diagnostic that it can fix; null where it offers none.</summary>
    public static async Task<string?> FixAsync(string source, CodeFixProvider fix, params DiagnosticAnalyzer[] analyzers)
    {
        using var workspace = new AdhocWorkspace();
        Project project = workspace
            .AddProject("Consumer", LanguageNames.CSharp)
            .WithParseOptions(GeneratorRunner.ParseOptions)
            .WithMetadataReferences(GeneratorRunner.References)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Document document = project.AddDocument("Source.cs", "using NetGen;\n" + source);
        Compilation compilation = (await document.Project.GetCompilationAsync().ConfigureAwait(false))!;
        ImmutableArray<Diagnostic> diagnostics = await compilation.WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync().ConfigureAwait(false);
        Diagnostic? first = diagnostics.FirstOrDefault(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id));
        if (first is null) return null;
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, first, (action, _) => actions.Add(action), CancellationToken.None)).ConfigureAwait(false);
        if (actions.Count == 0) return null;
        ImmutableArray<CodeActionOperation> operations = await actions[0].GetOperationsAsync(CancellationToken.None).ConfigureAwait(false);
        Document changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        string text = (await changed.GetTextAsync().ConfigureAwait(false)).ToString();
        return text["using NetGen;\n".Length..];
    }

    private static CSharpCompilation WithoutWarningsAsErrors(CSharpCompilation compilation)
        => compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default));

    private static string Format(string source, IEnumerable<(string Id, int Start, int End)> spans)
        => string.Join('\n', spans.Order().Select(span => $"{span.Id} at {span.Start}: {source[span.Start..span.End]}"));
}
