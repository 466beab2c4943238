using System.Collections.Immutable;
using System.Composition;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.CodeFixes;

/// <summary>NG3006: writes UseBias = false on the layer in front of a batch normalisation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NG3006_DropBias))]
[Shared]
public sealed class NG3006_DropBias : CodeFixProvider
{
    private const string Property = "UseBias";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG3006"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);

        // Inside a block the layer's attribute stands on another class: only [Use] is at hand, which has no bias.
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeSyntax>() is not { ArgumentList: not null } attribute) return;
        if (attribute.Name is GenericNameSyntax or QualifiedNameSyntax { Right: GenericNameSyntax }) return;
        context.RegisterCodeFix(
            CodeAction.Create(
                "Write UseBias = false",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(attribute, WithoutBias(attribute)))),
                equivalenceKey: nameof(NG3006_DropBias)),
            context.Diagnostics);
    }

    private static AttributeSyntax WithoutBias(AttributeSyntax attribute)
    {
        ExpressionSyntax no = SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression);
        AttributeArgumentSyntax? given = attribute.ArgumentList!.Arguments
            .FirstOrDefault(argument => string.Equals(argument.NameEquals?.Name.Identifier.ValueText, Property, StringComparison.Ordinal));
        if (given is not null) return attribute.ReplaceNode(given.Expression, no.WithTriviaFrom(given.Expression));
        AttributeArgumentSyntax added = SyntaxFactory
            .AttributeArgument(no)
            .WithNameEquals(SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName(Property)).NormalizeWhitespace())
            .WithLeadingTrivia(SyntaxFactory.Space);
        return attribute.AddArgumentListArguments(added);
    }
}
