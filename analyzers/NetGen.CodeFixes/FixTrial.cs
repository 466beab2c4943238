using System.Collections.Immutable;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

using NetGen.Analyzers;
using NetGen.Generator.Model;

namespace NetGen.CodeFixes;

/// <summary>
/// Tries a fix before it is offered: the analyzers look at the changed code. What would still be reported, would not compile, or would only
/// be exchanged for an error, is not offered.
/// </summary>
internal static class FixTrial
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new NetworkDeclarationAnalyzer(), new TrainingCallAnalyzer(), new TrainingWithoutLossAnalyzer()];

    /// <summary>Whether the changed solution has one diagnostic of the rule less, and no new error in its place.</summary>
    public static async Task<bool> HelpsAsync(Document document, Diagnostic diagnostic, Solution changed, CancellationToken cancellationToken)
    {
        Project project = document.Project;
        if (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } before) return false;
        if (await document.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false) is not { } tree) return false;

        // The trees are exchanged in the compilation that is there: a new one would run all generators again.
        Compilation after = before;
        var edited = new List<EditedTree>();
        foreach (DocumentId id in changed.GetChanges(project.Solution).GetProjectChanges().Where(change => change.ProjectId == project.Id).SelectMany(change => change.GetChangedDocuments()))
        {
            Document original = project.GetDocument(id)!;
            if (await original.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false) is not { } oldTree) continue;
            if (await changed.GetDocument(id)!.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false) is not { } newTree) continue;
            IList<TextChange> changes = newTree.GetChanges(oldTree);
            if (changes.Count == 0) continue;
            edited.Add(new EditedTree(oldTree, newTree, changes));
            after = after.ReplaceSyntaxTree(oldTree, newTree);
        }

        if (edited.Count == 0) return false;
        if (string.Equals(diagnostic.Id, RuleIds.LargeSource, StringComparison.Ordinal))
            return GenerationTrial.IsSmallEnough(after, Changed(tree), diagnostic, project, cancellationToken);

        // A block's attributes are in other files than those of the networks that use it, and a fix of one may be a fault in another.
        var networks = new ProjectNetworks(before, project.AnalyzerOptions.AnalyzerConfigOptionsProvider);
        SyntaxTree[] edits = [tree, .. edited.Select(place => place.Before)];
        SyntaxTree[] trees = [.. edits.Concat(edits.SelectMany(place => networks.TreesTogetherWith(place, cancellationToken))).Distinct()];
        ImmutableArray<Diagnostic> reported = await AnalyzeAsync(before, trees, project, cancellationToken).ConfigureAwait(false);
        ImmutableArray<Diagnostic> left = await AnalyzeAsync(after, [.. trees.Select(Changed)], project, cancellationToken).ConfigureAwait(false);
        if (left.Count(IsOfRule) >= reported.Count(IsOfRule)) return false;

        // What is right in a block for one network may be wrong for another.
        bool isInBlock = diagnostic.Properties.ContainsKey(NetworkAnalysis.NetworksProperty);
        if (!IsError(diagnostic) && isInBlock && left.Count(IsAsLoud) >= reported.Count(IsAsLoud)) return false;

        // A network that cannot be generated any more is not checked any more; an error that is mended may bring others to light.
        if (!IsError(diagnostic) && left.Count(IsError) > reported.Count(IsError)) return false;
        return edited.TrueForAll(place => !place.HasNewErrors(before, after, reported, left, cancellationToken));

        SyntaxTree Changed(SyntaxTree original) => edited.Find(place => place.Before == original)?.After ?? original;

        bool IsAsLoud(Diagnostic candidate) => candidate.Severity >= diagnostic.Severity;

        bool IsOfRule(Diagnostic candidate) => string.Equals(candidate.Id, diagnostic.Id, StringComparison.Ordinal);
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.DefaultSeverity == DiagnosticSeverity.Error;

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(
        Compilation compilation, SyntaxTree[] trees, Project project, CancellationToken cancellationToken)
    {
        var options = new CompilationWithAnalyzersOptions(project.AnalyzerOptions, onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers(Analyzers, options);
        var all = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (SyntaxTree tree in trees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            all.AddRange(await analysis.GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, cancellationToken).ConfigureAwait(false));
        }

        return all.ToImmutable();
    }

    /// <summary>A document before and after a fix.</summary>
    private sealed record EditedTree(SyntaxTree Before, SyntaxTree After, IList<TextChange> Changes)
    {
        /// <summary>Whether an attribute that was written or changed has an error that the one in its place did not have.</summary>
        public bool HasNewErrors(Compilation before, Compilation after, ImmutableArray<Diagnostic> reported, ImmutableArray<Diagnostic> left, CancellationToken cancellationToken)
        {
            SemanticModel oldModel = before.GetSemanticModel(Before);
            SemanticModel newModel = after.GetSemanticModel(After);
            int shift = 0;
            foreach (TextChange change in Changes.OrderBy(change => change.Span))
            {
                TextSpan oldSpan = Extend(Before, change.Span, cancellationToken);
                TextSpan newSpan = Extend(After, new TextSpan(change.Span.Start + shift, change.NewText!.Length), cancellationToken);
                shift += change.NewText.Length - change.Span.Length;
                HashSet<string> known = [.. ErrorsAt(Before, oldSpan, oldModel, reported, cancellationToken)];
                if (ErrorsAt(After, newSpan, newModel, left, cancellationToken).Any(id => !known.Contains(id))) return true;
            }

            return false;
        }

        private static IEnumerable<string> ErrorsAt(SyntaxTree tree, TextSpan span, SemanticModel model, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
            => model.GetDiagnostics(span, cancellationToken)
                .Concat(diagnostics.Where(diagnostic => diagnostic.Location.SourceTree == tree && diagnostic.Location.SourceSpan.IntersectsWith(span)))
                .Where(IsError)
                .Select(diagnostic => diagnostic.Id);

        /// <summary>The attribute around a place.</summary>
        private static TextSpan Extend(SyntaxTree tree, TextSpan span, CancellationToken cancellationToken)
            => tree.GetRoot(cancellationToken).FindToken(span.Start).Parent?.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute
                ? TextSpan.FromBounds(Math.Min(attribute.SpanStart, span.Start), Math.Max(attribute.Span.End, span.End))
                : span;
    }
}
