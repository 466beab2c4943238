using Microsoft.CodeAnalysis;

using NetGen.Generator.Model;

namespace NetGen.Analyzers;

/// <summary>What is wrong at a block's attributes, once for all networks of the project that use it.</summary>
internal static class BlockFindings
{
    /// <summary>The diagnostics of a block: each rule once at an attribute, as it is in the first network in which it matters most.</summary>
    /// <param name="networks">Those that use it, in their order.</param>
    public static IEnumerable<Diagnostic> Report(INamedTypeSymbol block, IEnumerable<NetworkAnalysis> networks, CancellationToken cancellationToken)
    {
        BlockFinding[] all = [.. networks.SelectMany(network => network.FindingsOn(block).Select(finding => new BlockFinding(network, finding)))];
        foreach (IGrouping<(string Rule, Location Place), BlockFinding> same in all.GroupBy(found => (found.Finding.Rule, found.Network.Locate(
            found.Finding.AttributeIndex, cancellationToken))))
        {
            // A network in which it follows from another fault says less than one in which it is a fault of its own.
            BlockFinding[] loudest = [.. same.GroupBy(found => (found.Finding.IsConsequence, found.Finding.IsMild)).OrderBy(group => group.Key).First()];
            (NetworkAnalysis network, Finding first) = loudest[0];
            string[] names = [.. loudest.Select(found => found.Network).Distinct().Select(other => other.Name)];

            // One attribute may have several faults of a rule; the layers of a block that is repeated would all say the same.
            foreach (Finding finding in loudest.Where(found => found.Network == network).Select(found => found.Finding).Where(finding =>
                finding.Arguments[0] == first.Arguments[0]))
            {
                yield return network.ToDiagnostic(finding, names, cancellationToken);
            }
        }
    }

    private sealed record BlockFinding(NetworkAnalysis Network, Finding Finding);
}
