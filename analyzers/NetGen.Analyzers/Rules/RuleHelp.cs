using System.Linq;
using System.Reflection;

namespace NetGen.Analyzers.Rules;

internal static class RuleHelp
{
    /// <summary>Where the rules' pages are: the address that the build was given for them, else a path inside the repository.</summary>
    public static readonly string Root = typeof(RuleHelp).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(static item => item.Key == "RulePages")?.Value ?? "docs/rules/";
}
