using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>One of the layers that an attribute stands for.</summary>
/// <param name="Name">Behind the attribute's own name and a dot.</param>
internal sealed record LayerPart(string Name, Layer Layer);

/// <summary>An attribute that stands for several layers, one behind the other.</summary>
/// <param name="DefaultName">What the default name begins with.</param>
/// <param name="Create">The attribute's arguments to the layers; initialisers below it are meant for the last of them. None where the arguments are wrong.</param>
internal sealed record CompositeRow(string DefaultName, Func<AttributeArguments, EquatableArray<LayerPart>> Create);

/// <summary>All attributes that stand for several layers: one row each. To all but the graph's builder there are only those layers.</summary>
internal static class CompositeCatalog
{
    private static readonly Dictionary<string, CompositeRow> Rows = new(StringComparer.Ordinal)
    {
        ["SeparableConv2D"] = new("separable", arguments => SeparableConv2D.FromAttribute(WindowSpace.Image, arguments)),
        ["SeparableConv1D"] = new("separable", arguments => SeparableConv2D.FromAttribute(WindowSpace.Sequence, arguments)),
    };

    public static IEnumerable<string> Kinds => Rows.Keys;

    /// <summary>The row of an attribute's kind, or null where it does not stand for several layers.</summary>
    public static CompositeRow? Find(string kind) => Rows.TryGetValue(kind, out CompositeRow? row) ? row : null;
}
