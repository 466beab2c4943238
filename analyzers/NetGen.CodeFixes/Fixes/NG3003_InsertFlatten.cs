using System.Collections.Immutable;
using System.Composition;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.CodeFixes;

/// <summary>NG3003: puts [Flatten] above a layer that works on vectors.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NG3003_InsertFlatten))]
[Shared]
public sealed class NG3003_InsertFlatten : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG3003"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);

        // Inside a block the layer's attribute stands on another class: only [Use] is at hand, and nothing to insert there would help.
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute) return;
        if (attribute.Name is GenericNameSyntax or QualifiedNameSyntax { Right: GenericNameSyntax } || ReadsNamedLayer(attribute)) return;
        context.RegisterCodeFix(
            CodeAction.Create(
                "Insert [Flatten]",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(Insert(root, list, attribute))),
                equivalenceKey: nameof(NG3003_InsertFlatten)),
            context.Diagnostics);
    }

    /// <summary>A layer above would not change what it reads.</summary>
    private static bool ReadsNamedLayer(AttributeSyntax attribute)
        => attribute.ArgumentList?.Arguments.Any(argument => argument.NameEquals?.Name.Identifier.ValueText is "Input") ?? false;

    private static SyntaxNode Insert(SyntaxNode root, AttributeListSyntax list, AttributeSyntax attribute)
    {
        if (list.Attributes.IndexOf(attribute) > 0)
        {
            return root.InsertNodesBefore(attribute, [SyntaxFactory.Attribute(SyntaxFactory.IdentifierName("Flatten"))]);
        }

        // A line of its own, with the file's kind of line end, where the list begins one; else a place on the same line.
        SyntaxTrivia lineEnd = list.GetFirstToken().GetPreviousToken().TrailingTrivia.FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        bool beginsLine = lineEnd.IsKind(SyntaxKind.EndOfLineTrivia);
        SyntaxTriviaList indentation = [.. list.GetLeadingTrivia().Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))];
        AttributeListSyntax inserted = Flatten().WithLeadingTrivia(list.GetLeadingTrivia()).WithTrailingTrivia(beginsLine ? lineEnd : SyntaxFactory.Space);
        return root.ReplaceNode(list, [inserted, list.WithLeadingTrivia(beginsLine ? indentation : [])]);
    }

    /// <summary>Parsed rather than built: the formatter rearranges what is built, and takes the spaces out of [ReLU] [Flatten].</summary>
    private static AttributeListSyntax Flatten() => SyntaxFactory.ParseMemberDeclaration("[Flatten] class C;")!.AttributeLists[0];
}
