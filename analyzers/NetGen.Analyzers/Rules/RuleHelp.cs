namespace NetGen.Analyzers.Rules;

internal static class RuleHelp
{
    /// <summary>Where the rules' pages are: a path inside the repository.</summary>
    public const string Root = "docs/rules/";
}
