using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>One of the layers that an attribute stands for.</summary>
/// <param name="Name">Behind the attribute's own name and a dot.</param>
internal sealed record LayerPart(string Name, Layer Layer)
{
    /// <summary>What the first part reads.</summary>
    public const string Begin = "";

    /// <summary>A part that it reads besides the one in front of it, or <see cref="Begin"/>; null for none.</summary>
    public string? With { get; init; }

    /// <summary>Whether initialisers below the attribute are meant for it.</summary>
    public bool TakesInitializers { get; init; }
}

/// <summary>An attribute that stands for several layers, one behind the other.</summary>
/// <param name="DefaultName">What the default name begins with.</param>
/// <param name="Create">The attribute's arguments, and the shape that it reads if that is known, to the layers. None where the arguments are wrong.</param>
internal sealed record CompositeRow(string DefaultName, Func<AttributeArguments, Shape?, EquatableArray<LayerPart>> Create);

/// <summary>All attributes that stand for several layers: one row each. To all but the graph's builder there are only those layers.</summary>
internal static class CompositeCatalog
{
    private static readonly Dictionary<string, CompositeRow> Rows = new(StringComparer.Ordinal)
    {
        ["SeparableConv2D"] = new("separable", (arguments, _) => SeparableConv2D.FromAttribute(WindowSpace.Image, arguments)),
        ["SeparableConv1D"] = new("separable", (arguments, _) => SeparableConv2D.FromAttribute(WindowSpace.Sequence, arguments)),
        ["TransformerBlock"] = new("block", TransformerBlock.FromAttribute),
    };

    public static IEnumerable<string> Kinds => Rows.Keys;

    /// <summary>The row of an attribute's kind, or null where it does not stand for several layers.</summary>
    public static CompositeRow? Find(string kind) => Rows.TryGetValue(kind, out CompositeRow? row) ? row : null;
}
