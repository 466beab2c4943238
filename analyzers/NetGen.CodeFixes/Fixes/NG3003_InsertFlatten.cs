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
        AttributeSyntax flatten = SyntaxFactory.Attribute(SyntaxFactory.IdentifierName("Flatten"));
        int index = list.Attributes.IndexOf(attribute);
        if (index > 0) return root.InsertNodesBefore(attribute, [flatten]);

        // A line of its own if the list begins one, else a place on the same line.
        bool beginsLine = list.GetFirstToken().GetPreviousToken().TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia)
            || list.GetFirstToken().GetPreviousToken().IsKind(SyntaxKind.None);
        SyntaxTriviaList trailing = beginsLine ? LineEnd(root) : [SyntaxFactory.Space];
        AttributeListSyntax inserted = SyntaxFactory.AttributeList([flatten])
            .WithLeadingTrivia(list.GetLeadingTrivia())
            .WithTrailingTrivia(trailing);
        SyntaxTriviaList indentation = beginsLine ? [.. list.GetLeadingTrivia().Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))] : [];
        return root.ReplaceNode(list, [inserted, list.WithLeadingTrivia(indentation)]);
    }

    /// <summary>The line ends of the file, not those of this machine.</summary>
    private static SyntaxTriviaList LineEnd(SyntaxNode root)
    {
        SyntaxTrivia lineEnd = root.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return [lineEnd.IsKind(SyntaxKind.EndOfLineTrivia) ? lineEnd : SyntaxFactory.LineFeed];
    }
}
