using NetGen.TestHelpers;

namespace NetGen.SignalAccuracy;

/// <summary>All networks that are measured.</summary>
internal static class AccuracyCatalog
{
    public static IReadOnlyList<AccuracyCase> Cases { get; } =
    [
        .. DenseNetworks.Cases,
        .. GatedNetworks.Cases,
        .. ConvolutionalNetworks.Cases,
        .. ResizingNetworks.Cases,
        .. RecurrentNetworks.Cases,
        .. SequenceNetworks.Cases,
        .. TokenNetworks.Cases,
        .. DenseNetworks.NarrowCases,
        .. ImageNetworks.Cases,
    ];

    /// <summary>Generates and compiles networks and measures each with seeds from 1 on.</summary>
    /// <param name="seeds">How many; null for as many as each case says.</param>
    public static IEnumerable<(AccuracyCase Case, NetworkAccuracy Result)> Measure(IReadOnlyList<AccuracyCase> cases, int? seeds = null)
    {
        using CompiledAssembly assembly = CompiledAssembly.Compile([.. cases.Select(entry => entry.Source)]);
        foreach (AccuracyCase entry in cases)
        {
            yield return (entry, NetworkAccuracy.Measure(assembly.GetType(entry.FullName), entry, seeds ?? entry.Seeds));
        }
    }
}
