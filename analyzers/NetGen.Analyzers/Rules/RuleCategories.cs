namespace NetGen.Analyzers.Rules;

internal static class RuleCategories
{
    /// <summary>NG0: what is declared.</summary>
    public const string Declaration = "NetGen.Declaration";

    /// <summary>NG3: shapes and the order of layers.</summary>
    public const string Shapes = "NetGen.Shapes";
}
