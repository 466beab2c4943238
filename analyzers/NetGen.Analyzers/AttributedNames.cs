using System.Runtime.CompilerServices;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Analyzers;

/// <summary>
/// The classes of a file that have attributes, with the names in those, and aliases with the names behind them. Read from the text alone and kept with it:
/// so whoever looks for the networks of a block asks the compiler about few classes of a project, and a key costs one file.
/// </summary>
internal static class AttributedNames
{
    private static readonly ConditionalWeakTable<SyntaxTree, AttributedName[]> Known = new();

    public static IReadOnlyList<AttributedName> Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (Known.TryGetValue(tree, out AttributedName[]? known)) return known;
        AttributedName[] read = [.. Read(tree.GetRoot(cancellationToken))];
        return Known.GetValue(tree, _ => read);
    }

    private static IEnumerable<AttributedName> Read(SyntaxNode root)
    {
        foreach (SyntaxNode node in root.DescendantNodes(MayHoldTypes))
        {
            if (node is UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: var alias }) yield return new AttributedName(alias, NamesIn([node]));
            if (node is not TypeDeclarationSyntax { AttributeLists.Count: > 0 } type) continue;
            IEnumerable<AttributeSyntax> attributes = type.AttributeLists.SelectMany(list => list.Attributes);
            yield return new AttributedName(type.Identifier.ValueText, NamesIn(attributes.Select(attribute => attribute.Name)));
        }
    }

    private static bool MayHoldTypes(SyntaxNode node) => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax;

    private static HashSet<string> NamesIn(IEnumerable<SyntaxNode> nodes)
        => [.. nodes.SelectMany(node => node.DescendantTokens()).Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)];
}

/// <summary>A name, and those in the attributes of its class, or behind it where it is an alias.</summary>
internal sealed record AttributedName(string Name, HashSet<string> Mentions);
