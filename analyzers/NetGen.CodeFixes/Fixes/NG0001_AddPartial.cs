using System.Collections.Immutable;
using System.Composition;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.CodeFixes;

/// <summary>NG0001: makes the class, and the types around it, partial and not static.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NG0001_AddPartial))]
[Shared]
public sealed class NG0001_AddPartial : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG0001"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        TypeDeclarationSyntax? type = root?.FindNode(context.Span).FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (root is null || type is null) return;
        TypeDeclarationSyntax[] affected = [.. type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Where(candidate => NeedsFix(candidate, type))];
        if (affected.Length == 0) return;
        context.RegisterCodeFix(
            CodeAction.Create(
                "Make the class partial",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNodes(affected, (original, rewritten) => Fix(rewritten, original == type)))),
                equivalenceKey: nameof(NG0001_AddPartial)),
            context.Diagnostics);
    }

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
