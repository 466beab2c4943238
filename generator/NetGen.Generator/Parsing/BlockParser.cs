using Microsoft.CodeAnalysis;

using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads the attributes of a class, and of the blocks that they name, each block once.</summary>
internal sealed class BlockParser(CancellationToken cancellationToken)
{
    private readonly Dictionary<INamedTypeSymbol, int> _indices = new(SymbolEqualityComparer.Default);
    private readonly List<BlockDeclaration?> _blocks = [];

    /// <summary>The blocks found so far, also those that only other blocks use.</summary>
    public EquatableArray<BlockDeclaration> Blocks => _blocks.Select(block => block!).ToEquatableArray();

    public EquatableArray<AttributeDeclaration> ParseAttributes(INamedTypeSymbol type)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return AttributeParser.Select(type).Select((attribute, index) => AttributeParser.Parse(attribute, index, FindBlock(attribute))).ToEquatableArray();
    }

    private int FindBlock(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { TypeArguments.Length: 1 } type) return -1;
        if (type.TypeArguments[0] is not INamedTypeSymbol { TypeKind: not TypeKind.Error } block) return -1;
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
            attributes);
        return index;
    }
}
