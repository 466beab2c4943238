using System.Collections.Immutable;
using System.Composition;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

using NetGen.Generator.Model;

namespace NetGen.CodeFixes;

/// <summary>NG3003: puts [Flatten] above a layer that works on vectors.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NG3003_InsertFlatten))]
[Shared]
public sealed class NG3003_InsertFlatten : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG3003"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        static async (context, document, diagnostics) => await ApplyAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || Find(root, context.Span) is null) return;
        context.RegisterCodeFix(
            CodeAction.Create("Insert [Flatten]", cancellation => ApplyAsync(context.Document, context.Diagnostics, cancellation), equivalenceKey: nameof(NG3003_InsertFlatten)),
            context.Diagnostics);
    }

    private static async Task<Document> ApplyAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root) return document;
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var edits = new AttributeEdits(text, root);
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (Find(root, diagnostic.Location.SourceSpan) is { } attribute) edits.Add(new AttributeEdit(AttributeEditKind.InsertBefore, 0, "Flatten"), attribute.Span);
        }

        return document.WithText(text.WithChanges(edits.Changes));
    }

    /// <summary>
    /// The layer's attribute; null inside a block, whose class is elsewhere, and where the layer reads another by name: one more above it
    /// would not change what it reads.
    /// </summary>
    private static AttributeSyntax? Find(SyntaxNode root, TextSpan span)
    {
        AttributeSyntax? attribute = root.FindNode(span).FirstAncestorOrSelf<AttributeSyntax>();
        bool isBlock = attribute?.Name is GenericNameSyntax or QualifiedNameSyntax { Right: GenericNameSyntax };
        bool readsNamed = attribute?.ArgumentList?.Arguments.Any(argument => argument.NameEquals?.Name.Identifier.ValueText is "Input") ?? false;
        return isBlock || readsNamed ? null : attribute;
    }
}
