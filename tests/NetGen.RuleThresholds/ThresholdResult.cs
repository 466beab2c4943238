namespace NetGen.RuleThresholds;

/// <summary>A case that was judged and trained.</summary>
/// <param name="Compared">What the rule compares with its threshold; null where it compares nothing.</param>
/// <param name="Speaks">Whether the rule speaks.</param>
/// <param name="Scores">How good the network became, of each seed; 0 where it diverged or learned nothing at all.</param>
internal sealed record CaseResult(ThresholdCase Case, double? Compared, bool Speaks, IReadOnlyList<double> Scores)
{
    /// <summary>The mean over the seeds.</summary>
    public double Score => Scores.Average();
}

/// <summary>A family that was judged and trained.</summary>
internal sealed record FamilyResult(ThresholdFamily Family, IReadOnlyList<CaseResult> Cases)
{
    /// <summary>The scores of networks about which the rule speaks, or of the others, in order.</summary>
    public IReadOnlyList<double> ScoresWhere(bool speaks) => [.. Cases.Where(result => result.Speaks == speaks).Select(static result => result.Score).Order()];

    /// <summary>The middle one.</summary>
    public static double Median(IReadOnlyList<double> ordered)
        => ordered.Count == 0 ? double.NaN : (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2;

    /// <summary>Whether the rule says what it is expected to, and networks about which it speaks are the worse ones.</summary>
    public bool IsAsItShouldBe => Cases.All(static result => result.Speaks == result.Case.Speaks) && Median(ScoresWhere(true)) < Median(ScoresWhere(false));
}
