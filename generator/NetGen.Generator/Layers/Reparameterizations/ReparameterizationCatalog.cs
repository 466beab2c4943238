using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>All reparameterisations: one row each.</summary>
internal static class ReparameterizationCatalog
{
    private static readonly Dictionary<string, Func<AttributeArguments, Reparameterization>> Rows = new(StringComparer.Ordinal)
    {
        ["WeightNorm"] = _ => new WeightNormReparameterization(),
        ["SpectralNorm"] = SpectralNormReparameterization.FromAttribute,
    };

    public static IEnumerable<string> Kinds => Rows.Keys;

    public static bool Contains(string kind) => Rows.ContainsKey(kind);

    /// <summary>What an attribute declares. Where an argument is wrong, <see cref="AttributeArguments.IsValid"/> is false.</summary>
    public static Reparameterization Create(string kind, AttributeArguments arguments) => Rows[kind](arguments);
}
