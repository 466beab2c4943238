using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>Fixes that write another initialiser.</summary>
internal static class Replacement
{
    /// <summary>The initialiser in the place of the one declared, or behind the layer where none is.</summary>
    public static AttributeEdit Edit(InitializerSource source, string initializer)
        => new(source.IsDefault ? AttributeEditKind.InsertAfter : AttributeEditKind.Replace, source.AttributeIndex, initializer);

    /// <summary>The initialiser in the place of the one declared.</summary>
    public static AttributeFix Of(InitializerSource source, string initializer)
        => AttributeFix.Of(Edit(source, initializer), $"Write [{initializer}]");
}
