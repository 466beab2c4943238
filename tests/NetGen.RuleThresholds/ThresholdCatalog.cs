using NetGen.RuleThresholds.Families;

namespace NetGen.RuleThresholds;

/// <summary>All families of networks around a threshold.</summary>
internal static class ThresholdCatalog
{
    public static IReadOnlyList<ThresholdFamily> Families { get; } =
    [
        .. SignalFamilies.All,
        .. StepFamilies.All,
        .. TargetFamilies.All,
        .. SequenceFamilies.All,
    ];
}
