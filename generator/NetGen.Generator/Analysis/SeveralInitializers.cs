using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>NG0005: of two initialisers for one parameter only the last counts.</summary>
internal static class SeveralInitializers
{
    public static void Report(FindingList findings, string layer, DeclaredInitializer earlier, DeclaredInitializer later)
    {
        // Inside a block of another project both have the index of the attribute that uses it. One below a block may be meant to differ from the block's own,
        // which other networks have.
        AttributeFix? fix = earlier.AttributeIndex == later.AttributeIndex || earlier.Block != later.Block
            ? null
            : AttributeFix.Of(new AttributeEdit(AttributeEditKind.Remove, earlier.AttributeIndex, string.Empty), $"Remove [{earlier.Rule.Kind}]");
        findings.Note(
            RuleIds.SeveralInitializers,
            later.AttributeIndex,
            fix,
            layer,
            $"has [{earlier.Rule.Kind}] and [{later.Rule.Kind}] for the same parameter, of which only the last counts",
            $"Remove [{earlier.Rule.Kind}], or aim one of them at another parameter with Target");
    }
}
