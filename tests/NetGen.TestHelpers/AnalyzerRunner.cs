using System.Collections.Immutable;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetGen.TestHelpers;

/// <summary>Runs analyzers over sources as a compiler would.</summary>
public static class AnalyzerRunner
{
    /// <summary>The diagnostics of the analyzers, in source order.</summary>
    public static async Task<ImmutableArray<Diagnostic>> DiagnoseAsync(string source, params DiagnosticAnalyzer[] analyzers)
    {
        CSharpCompilation compilation = WithoutWarningsAsErrors(GeneratorRunner.CreateCompilation(source));
        ImmutableArray<Diagnostic> diagnostics = await compilation.WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync().ConfigureAwait(false);
        ThrowOnCrash(diagnostics, analyzers);
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    /// <summary>Checks that exactly the marked diagnostics are reported.</summary>
    /// <param name="rules">What the ids begin with that count: 'NG1001' for one rule, 'NG0' for a family. Hidden ones count only where a mark names them.</param>
    /// <returns>The diagnostics that count.</returns>
    public static async Task<ImmutableArray<Diagnostic>> VerifyAsync(string markedSource, string rules, params DiagnosticAnalyzer[] analyzers)
    {
        MarkedSource marked = MarkedSource.Parse("using NetGen;\n" + markedSource);
        HashSet<string> expectedIds = [.. marked.Marks.Select(mark => mark.Id)];
        ImmutableArray<Diagnostic> diagnostics = await DiagnoseAsync(marked.Text, analyzers).ConfigureAwait(false);
        diagnostics =
        [
            .. diagnostics
                .Where(diagnostic => diagnostic.Id.StartsWith(rules, StringComparison.Ordinal))
                .Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden || expectedIds.Contains(diagnostic.Id)),
        ];
        string expected = Format(marked.Text, marked.Marks.Select(mark => (mark.Id, mark.Span.Start, mark.Span.End)));
        string actual = Format(marked.Text, diagnostics.Select(diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.End)));
        return expected == actual
            ? diagnostics
            : throw new CompilationFailedException($"Expected:\n{expected}\nActual:\n{actual}\nMessages:\n{string.Join('\n', diagnostics)}");
    }

    /// <summary>Fails for AD0001, an analyzer's exception.</summary>
    internal static void ThrowOnCrash(ImmutableArray<Diagnostic> diagnostics, DiagnosticAnalyzer[] analyzers)
    {
        Diagnostic? crash = diagnostics.FirstOrDefault(diagnostic => !analyzers.Any(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id == diagnostic.Id)));
        if (crash is not null) throw new CompilationFailedException(crash.ToString());
    }

    private static CSharpCompilation WithoutWarningsAsErrors(CSharpCompilation compilation)
        => compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default));

    private static string Format(string source, IEnumerable<(string Id, int Start, int End)> spans)
        => string.Join('\n', spans.Order().Select(span => $"{span.Id} at {span.Start}: {source[span.Start..span.End]}"));
}
