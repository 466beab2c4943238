using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>Fixes that write another initialiser.</summary>
internal static class Replacement
{
    /// <summary>The initialiser in the place of the one declared.</summary>
    public static AttributeFix Of(InitializerSource source, string initializer)
        => AttributeFix.Of(new AttributeEdit(AttributeEditKind.Replace, source.AttributeIndex, initializer), $"Write [{initializer}]");
}
