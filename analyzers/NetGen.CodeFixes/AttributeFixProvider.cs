using System.Collections.Immutable;
using System.Composition;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

using NetGen.Analyzers;
using NetGen.Analyzers.Rules;
using NetGen.Generator.Model;

namespace NetGen.CodeFixes;

/// <summary>
/// Applies what a finding itself says about its fix: which attributes to replace, remove, insert or change. So the check that finds a fault
/// also decides what to write instead, and one provider serves all rules.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AttributeFixProvider))]
[Shared]
public sealed class AttributeFixProvider : CodeFixProvider
{
    /// <summary>Rules whose fix is about more than attributes, or known before there is a model: they have providers of their own.</summary>
    private static readonly string[] Others = ["NG0001", "NG3003"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. RuleCatalog.All.Concat(RuleCatalog.OfCalls).Select(rule => rule.Id).Except(Others)];

    /// <summary>All diagnostics of a document at once: several may be about one list of attributes, so they cannot be fixed apart and merged.</summary>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        static async (context, document, diagnostics) => await ApplyAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (FixProperties.Read(diagnostic.Properties) is not { } fix) continue;
            context.RegisterCodeFix(
                CodeAction.Create(fix.Title, cancellation => ApplyAsync(context.Document, [diagnostic], cancellation), equivalenceKey: diagnostic.Id),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    private static async Task<Document> ApplyAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root) return document;
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var edits = new AttributeEdits(text, root);
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (FixProperties.Read(diagnostic.Properties) is not { } fix) continue;
            foreach (AttributeEdit edit in fix.Edits) edits.Add(edit, diagnostic.AdditionalLocations[edit.AttributeIndex].SourceSpan);
        }

        return document.WithText(text.WithChanges(edits.Changes));
    }
}
