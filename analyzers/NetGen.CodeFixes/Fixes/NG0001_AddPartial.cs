using System.Collections.Immutable;
using System.Composition;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>NG0001: makes the class, and the types around it, partial and not static.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NG0001_AddPartial))]
[Shared]
public sealed class NG0001_AddPartial : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG0001"];

    /// <summary>All of a document at once: two networks may stand in one class that is not partial.</summary>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        static async (context, document, diagnostics) => await ApplyAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || Affected(root, context.Span).Count == 0) return;
        context.RegisterCodeFix(
            CodeAction.Create("Make the class partial", cancellation => ApplyAsync(context.Document, context.Diagnostics, cancellation), equivalenceKey: nameof(NG0001_AddPartial)),
            context.Diagnostics);
    }

    private static async Task<Document> ApplyAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root) return document;
        HashSet<TypeDeclarationSyntax> networks = [.. diagnostics.Select(diagnostic => FindType(root, diagnostic.Location.SourceSpan)).OfType<TypeDeclarationSyntax>()];
        IEnumerable<TypeDeclarationSyntax> affected = diagnostics.SelectMany(diagnostic => Affected(root, diagnostic.Location.SourceSpan)).Distinct();
        return document.WithSyntaxRoot(root.ReplaceNodes(affected, (original, rewritten) => Fix(rewritten, networks.Contains(original))));
    }

    /// <summary>The class and the types around it that need a change.</summary>
    private static List<TypeDeclarationSyntax> Affected(SyntaxNode root, TextSpan span)
        => FindType(root, span) is { } type ? [.. type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Where(candidate => NeedsFix(candidate, type))] : [];

    private static TypeDeclarationSyntax? FindType(SyntaxNode root, TextSpan span) => root.FindNode(span).FirstAncestorOrSelf<TypeDeclarationSyntax>();

    private static bool NeedsFix(TypeDeclarationSyntax declaration, TypeDeclarationSyntax network)
        => !declaration.Modifiers.Any(SyntaxKind.PartialKeyword) || (declaration == network && declaration.Modifiers.Any(SyntaxKind.StaticKeyword));

    /// <summary>'partial' must be the last modifier, directly in front of class, struct, interface or record.</summary>
    private static TypeDeclarationSyntax Fix(TypeDeclarationSyntax declaration, bool isNetwork)
    {
        SyntaxTriviaList leading = declaration.Modifiers.Count > 0 ? declaration.Modifiers[0].LeadingTrivia : declaration.Keyword.LeadingTrivia;
        IEnumerable<SyntaxToken> kept = declaration.Modifiers.Where(
            modifier => !modifier.IsKind(SyntaxKind.PartialKeyword) && !(isNetwork && modifier.IsKind(SyntaxKind.StaticKeyword)));
        SyntaxToken[] modifiers =
        [
            .. kept.Select(modifier => modifier.WithLeadingTrivia()),
            SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space),
        ];
        modifiers[0] = modifiers[0].WithLeadingTrivia(leading);
        return declaration.WithKeyword(declaration.Keyword.WithLeadingTrivia()).WithModifiers(SyntaxFactory.TokenList(modifiers));
    }
}
