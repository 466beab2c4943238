using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>What there is to say about a network that can be generated: one row per family of checks.</summary>
internal static class NetworkChecks
{
    private static readonly Func<NetworkModel, IEnumerable<Finding>>[] Checks = [StructureChecks.Run];

    /// <summary>The findings of all checks, in the order of the attributes.</summary>
    public static IEnumerable<Finding> Run(NetworkModel model)
        => Checks.SelectMany(check => check(model)).OrderBy(finding => finding.AttributeIndex);
}
