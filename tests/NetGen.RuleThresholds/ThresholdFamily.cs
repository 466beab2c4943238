namespace NetGen.RuleThresholds;

/// <summary>Networks on both sides of a rule's threshold, ten and ten, that differ in nothing but what the rule looks at.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Key">The threshold, as .editorconfig has it.</param>
/// <param name="Title">What the networks are.</param>
/// <param name="Varied">What is varied, as a column's heading.</param>
/// <param name="Lesson">What they learn.</param>
/// <param name="Cases">From the soundest to the worst.</param>
internal sealed record ThresholdFamily(string Rule, string Key, string Title, string Varied, Lesson Lesson, IReadOnlyList<ThresholdCase> Cases)
{
    /// <summary>Networks on each side.</summary>
    public const int Side = 10;

    /// <summary>How a score is told.</summary>
    public string Score { get; init; } = "accuracy";

    /// <summary>A case for each setting, sound ones first.</summary>
    /// <param name="silent">Settings about which the rule is expected to be silent.</param>
    /// <param name="speaking">Settings about which it is expected to speak.</param>
    /// <param name="create">Makes a case of a setting.</param>
    public static IReadOnlyList<ThresholdCase> Both<T>(IReadOnlyList<T> silent, IReadOnlyList<T> speaking, Func<T, ThresholdCase> create)
        =>
        [
            .. silent.Select(create),
            .. speaking.Select(setting => create(setting) with { Speaks = true }),
        ];
}
