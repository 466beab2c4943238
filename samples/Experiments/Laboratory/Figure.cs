using System.Globalization;

namespace ExperimentsSample;

/// <summary>When a figure is asserted.</summary>
internal enum Claim
{
    /// <summary>Never: it is shown.</summary>
    None,

    /// <summary>On the real digits, trained as long as published: it is compared with a published number.</summary>
    Published,

    /// <summary>In every run, quick ones on drawn digits too: mathematics, or what the article says in words.</summary>
    Always,
}

/// <summary>One number of an experiment: what was published, what a replay may show, and what it shows.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Published">As the article has it, or as a formula says.</param>
/// <param name="Low">The least that is accepted; null for no limit.</param>
/// <param name="High">The most that is accepted; null for no limit.</param>
/// <param name="Values">What the replay gave, from one seed after the other.</param>
/// <param name="Claim">When it is asserted.</param>
internal sealed record Figure(string Name, string Published, double? Low, double? High, IReadOnlyList<double> Values, Claim Claim)
{
    /// <summary>The median over the seeds, which is compared.</summary>
    public double Measured => Median(Values);

    /// <summary>Whether it is as it must be.</summary>
    public bool IsInside => (Low is not { } low || Measured >= low) && (High is not { } high || Measured <= high);

    /// <summary>What is accepted, in words.</summary>
    public string Accepted => Claim == Claim.None ? "not asserted" : (Low, High) switch
    {
        (null, null) => "not asserted",
        (null, { } high) => "at most " + Text(high),
        ({ } low, null) => "at least " + Text(low),
        var (low, high) => low == high ? Text(low!.Value) : $"{Text(low!.Value)} to {Text(high!.Value)}",
    };

    /// <summary>The smallest and the largest over the seeds; empty for one seed.</summary>
    public string Range => Values.Count < 2 ? "" : $"{Text(Values.Min())} to {Text(Values.Max())}";

    /// <summary>A figure that is shown and not asserted.</summary>
    public static Figure Of(string name, string published, IReadOnlyList<double> values) => new(name, published, null, null, values, Claim.None);

    /// <summary>Whether it is asserted in a run.</summary>
    public bool IsAsserted(LaboratorySettings settings) => (Low ?? High) is not null && (Claim == Claim.Always || (Claim == Claim.Published && settings.ClaimsPublished));

    /// <summary>What a table says of it in a run.</summary>
    public string Verdict(LaboratorySettings settings) => IsAsserted(settings) ? (IsInside ? "as accepted" : "outside") : Claim == Claim.Published ? "not claimed" : "";

    /// <summary>The middle one of some numbers, or the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>A number in four significant digits, which is more than seeds agree on; whole numbers as they are.</summary>
    public static string Text(double value)
    {
        if (double.IsPositiveInfinity(value)) return "never";
        if (value != 0 && Math.Abs(value) is < 1e-3 or >= 1e6) return value.ToString("0.###e+0", CultureInfo.InvariantCulture);
        string digits = "0." + new string('#', Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Max(Math.Abs(value), 1e-3))), 0, 6));
        return value.ToString(digits, CultureInfo.InvariantCulture);
    }
}
