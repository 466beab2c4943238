using System.Collections.Concurrent;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetGen.Analyzers;

/// <summary>The networks of a project, each looked at once for all that ask, and found by the blocks that they use.</summary>
internal sealed class ProjectNetworks(Compilation compilation, AnalyzerConfigOptionsProvider settings)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, NetworkAnalysis> _known = new(SymbolEqualityComparer.Default);

    /// <summary>What is known of a class with NetGen's attributes, null for any other.</summary>
    public NetworkAnalysis? Find(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(type, out NetworkAnalysis? known)) return known;
        return NetworkAnalysis.Create(type, compilation, settings, cancellationToken) is { } analysis ? _known.GetOrAdd(type, analysis) : null;
    }

    /// <summary>The networks that use a block, themselves or by other blocks, in the order of their files.</summary>
    public IEnumerable<NetworkAnalysis> Using(INamedTypeSymbol block, CancellationToken cancellationToken)
        => FindThrough([block.Name], cancellationToken).Where(network => network.Uses(block));

    /// <summary>The files of all networks that have attributes in a file, on their own classes or on those of blocks.</summary>
    public IEnumerable<SyntaxTree> TreesTogetherWith(SyntaxTree tree, CancellationToken cancellationToken)
        => FindThrough([.. AttributedNames.Of(tree, cancellationToken).Select(named => named.Name)], cancellationToken)
            .Select(network => network.Trees.ToArray())
            .Where(trees => trees.Contains(tree))
            .SelectMany(trees => trees)
            .Distinct();

    /// <summary>The networks of these names, and those that name one of them, at once or through others.</summary>
    private IEnumerable<NetworkAnalysis> FindThrough(HashSet<string> names, CancellationToken cancellationToken)
    {
        AttributedName[] all = [.. compilation.SyntaxTrees.SelectMany(tree => AttributedNames.Of(tree, cancellationToken))];
        int before;
        do
        {
            before = names.Count;
            names.UnionWith(all.Where(named => named.Mentions.Overlaps(names)).Select(named => named.Name));
        }
        while (names.Count > before);

        return compilation.GetSymbolsWithName(names.Contains, SymbolFilter.Type, cancellationToken)
            .OfType<INamedTypeSymbol>()
            .OrderBy(type => type.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(type => type.Locations[0].SourceSpan.Start)
            .Select(type => Find(type, cancellationToken))
            .OfType<NetworkAnalysis>()
            .Where(network => network.IsNetwork);
    }
}
