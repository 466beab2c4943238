using Microsoft.CodeAnalysis;

using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads the attributes of a network's class, and of the blocks that they name, each block once.</summary>
internal sealed class BlockParser(INamedTypeSymbol network, CancellationToken cancellationToken)
{
    private readonly Dictionary<INamedTypeSymbol, int> _indices = new(SymbolEqualityComparer.Default);
    private readonly List<BlockDeclaration?> _blocks = [];
    private readonly List<PlacedAttribute> _attributes = [];

    /// <summary>The blocks found so far, also those that only other blocks use.</summary>
    public EquatableArray<BlockDeclaration> Blocks => _blocks.Select(block => block!).ToEquatableArray();

    /// <summary>All attributes found so far, in the order of their indices.</summary>
    public IReadOnlyList<PlacedAttribute> Attributes => _attributes;

    /// <summary>The attributes of the network's class.</summary>
    public EquatableArray<AttributeDeclaration> ParseAttributes() => ParseAttributes(network);

    private EquatableArray<AttributeDeclaration> ParseAttributes(INamedTypeSymbol type)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return AttributeParser.Select(type).Select(attribute => Parse(attribute, type)).ToEquatableArray();
    }

    private AttributeDeclaration Parse(AttributeData attribute, INamedTypeSymbol type)
    {
        int index = _attributes.Count;
        _attributes.Add(new PlacedAttribute(attribute, type));
        INamedTypeSymbol[] blocks = [.. BlocksOf(attribute)];
        int block = blocks.Length > 0 ? FindBlock(blocks[0]) : -1;
        return AttributeParser.Parse(attribute, index, block) with { Shortcut = blocks.Length > 1 ? FindBlock(blocks[1]) : -1 };
    }

    /// <summary>The classes that an attribute names as blocks; none where one of them is not known to the compiler either.</summary>
    private static IEnumerable<INamedTypeSymbol> BlocksOf(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { } type) return [];
        INamedTypeSymbol[] blocks = [.. type.TypeArguments.OfType<INamedTypeSymbol>().Where(block => block.TypeKind != TypeKind.Error)];
        return blocks.Length == type.TypeArguments.Length ? blocks : [];
    }

    private int FindBlock(INamedTypeSymbol block)
    {
        if (_indices.TryGetValue(block, out int known)) return known;

        // The place is taken before the block is read, so that a block that uses itself does not lead round in circles.
        int index = _blocks.Count;
        _indices.Add(block, index);
        _blocks.Add(null);
        EquatableArray<AttributeDeclaration> attributes = ParseAttributes(block);
        _blocks[index] = new BlockDeclaration(
            block.Name,
            attributes.Any(declared => string.Equals(declared.Kind, "Block", StringComparison.Ordinal)),
            AttributeParser.CountParts(block),
            attributes)
        {
            IsInProject = SymbolEqualityComparer.Default.Equals(block.ContainingAssembly, network.ContainingAssembly),
        };
        return index;
    }
}

/// <summary>An attribute of the compiler's, and the class on which it stands.</summary>
internal sealed record PlacedAttribute(AttributeData Attribute, INamedTypeSymbol Type);
