using System.Linq;
using System.Reflection;

namespace NetGen.Analyzers.Rules;

internal static class RuleHelp
{
    private static readonly string? s_address = typeof(RuleHelp).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(static item => item.Key == "RulePages")?.Value;

    /// <summary>Where the rules' pages are: the address that the build was given for them, else a path inside the repository, which
    /// <see cref="RulePageLinks"/> completes.</summary>
    public static readonly string Root = s_address ?? "docs/rules/";

    /// <summary>Whether the build was given an address.</summary>
    public static bool HasAddress => s_address is not null;
}
