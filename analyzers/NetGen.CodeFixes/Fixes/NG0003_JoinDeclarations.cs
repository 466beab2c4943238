using System.Collections.Immutable;
using System.Composition;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>NG0003: moves the layers of all partial declarations of a class to the one with [Network] or [Block], in the order of the files.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NG0003_JoinDeclarations))]
[Shared]
public sealed class NG0003_JoinDeclarations : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG0003"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new FixEverywhere(static (solution, diagnostics, _, cancellation) => ApplyAsync(solution, diagnostics, cancellation));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Solution solution = context.Document.Project.Solution;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (await FindAsync(solution, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } split || Order(split) is not { } order) continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Move all layers of {split.Name} to the declaration with [{order.Marker}]",
                    cancellation => ApplyAsync(solution, [diagnostic], cancellation),
                    equivalenceKey: nameof(NG0003_JoinDeclarations)),
                diagnostic);
        }
    }

    private static async Task<Solution> ApplyAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var edits = new SolutionEdits(solution);
        var joined = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (Diagnostic diagnostic in diagnostics)
        {
            // A block is reported wherever it is used.
            if (await FindAsync(solution, diagnostic, cancellationToken).ConfigureAwait(false) is not { } type || !joined.Add(type) || Order(type) is not { } order) continue;
            await JoinAsync(order, edits, cancellationToken).ConfigureAwait(false);
        }

        return edits.Changed;
    }

    /// <summary>The class at fault: the network, or the block that an attribute of it names.</summary>
    private static async Task<INamedTypeSymbol?> FindAsync(Solution solution, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.Location.SourceTree is not { } tree || solution.GetDocument(tree) is not { } document) return null;
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model) return null;
        SyntaxNode place = (await tree.GetRootAsync(cancellationToken).ConfigureAwait(false)).FindNode(diagnostic.Location.SourceSpan);
        if (place.FirstAncestorOrSelf<AttributeSyntax>() is { } use)
        {
            TypeSyntax? block = use.DescendantNodes().OfType<TypeArgumentListSyntax>().FirstOrDefault()?.Arguments.FirstOrDefault();
            return block is null ? null : model.GetTypeInfo(block, cancellationToken).Type as INamedTypeSymbol;
        }

        return place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration ? model.GetDeclaredSymbol(declaration, cancellationToken) as INamedTypeSymbol : null;
    }

    /// <summary>What stays and what moves; null where it cannot be told which declaration is the first.</summary>
    private static LayerOrder? Order(INamedTypeSymbol type)
    {
        List<AttributeSyntax> attributes = [];
        AttributeSyntax? marker = null;
        string markerKind = string.Empty;
        foreach (AttributeData data in AttributeParser.Select(type))
        {
            if (data.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax { Parent.Parent: TypeDeclarationSyntax } attribute) continue;
            string kind = AttributeParser.Parse(data, 0, -1).Kind;
            if (kind.Length == 0) return null;
            attributes.Add(attribute);
            if (kind is not ("Network" or "Block")) continue;
            (marker, markerKind) = (attribute, kind);
        }

        if (marker is null) return null;
        ILookup<bool, AttributeSyntax> parts = attributes.ToLookup(attribute => DeclarationOf(attribute) == DeclarationOf(marker));
        return parts[false].Any() ? new LayerOrder(markerKind, [.. parts[true]], [.. parts[false]]) : null;
    }

    private static async Task JoinAsync(LayerOrder order, SolutionEdits edits, CancellationToken cancellationToken)
    {
        // A loss ends the network, so what moves goes above it, unless it brings a loss of its own.
        AttributeSyntax last = order.Staying[order.Staying.Count - 1];
        bool endsWithLoss = LossCatalog.Find(KindOf(last)) is not null && order.Staying.Count > 1 && !order.Moving.Any(attribute => LossCatalog.Find(KindOf(attribute)) is not null);
        AttributeSyntax anchor = endsWithLoss ? order.Staying[order.Staying.Count - 2] : last;
        if (await edits.FindAsync(anchor.SyntaxTree, cancellationToken).ConfigureAwait(false) is not { } target) return;
        var written = new List<string>();
        foreach (IGrouping<SyntaxNode, AttributeSyntax> part in order.Moving.GroupBy(attribute => DeclarationOf(attribute)!))
        {
            if (await edits.FindAsync(part.Key.SyntaxTree, cancellationToken).ConfigureAwait(false) is not { } source) return;
            SourceText text = await part.Key.SyntaxTree.GetTextAsync(cancellationToken).ConfigureAwait(false);
            AttributeSyntax[] attributes = [.. part];
            if (FindLists(attributes, text) is { } lists)
            {
                written.Add(text.ToString(lists));
                source.RemoveLists(lists);
                continue;
            }

            written.Add(string.Join(" ", attributes.Select(attribute => $"[{attribute}]")));
            foreach (AttributeSyntax attribute in attributes) source.Add(new AttributeEdit(AttributeEditKind.Remove, 0, string.Empty), attribute.Span);
        }

        target.InsertLists(anchor.Span, written, order.Moving.Select(attribute => attribute.ToString()));
    }

    /// <summary>The lists with the line breaks and comments between them and behind the last; null where attributes of others stand between them.</summary>
    private static TextSpan? FindLists(IReadOnlyList<AttributeSyntax> attributes, SourceText text)
    {
        AttributeListSyntax[] lists = [.. attributes.Select(attribute => (AttributeListSyntax)attribute.Parent!).Distinct()];
        AttributeListSyntax last = lists[lists.Length - 1];
        SyntaxList<AttributeListSyntax> all = ((TypeDeclarationSyntax)lists[0].Parent!).AttributeLists;
        bool isWhole = lists.Sum(list => list.Attributes.Count) == attributes.Count && all.IndexOf(last) - all.IndexOf(lists[0]) == lists.Length - 1;
        if (!isWhole) return null;
        TextLine line = text.Lines.GetLineFromPosition(last.Span.End);
        bool endsLine = last.GetLastToken().GetNextToken().SpanStart > line.End;
        int end = endsLine ? last.Span.End + text.ToString(TextSpan.FromBounds(last.Span.End, line.End)).TrimEnd().Length : last.Span.End;
        return TextSpan.FromBounds(lists[0].SpanStart, end);
    }

    private static SyntaxNode? DeclarationOf(AttributeSyntax attribute) => attribute.Parent?.Parent;

    private static string KindOf(AttributeSyntax attribute) => attribute.Name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => string.Empty,
    };

    /// <summary>Attributes in their order.</summary>
    /// <param name="Marker">Network or Block.</param>
    private sealed record LayerOrder(string Marker, IReadOnlyList<AttributeSyntax> Staying, IReadOnlyList<AttributeSyntax> Moving);
}
