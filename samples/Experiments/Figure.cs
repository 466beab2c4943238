using System.Globalization;

namespace ExperimentsSample;

/// <summary>One number of an experiment: what was published, what a replay may show, and what it shows.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Published">As the article has it, or as a formula says.</param>
/// <param name="Low">The least that is accepted; null where nothing is asserted.</param>
/// <param name="High">The most that is accepted; null where nothing is asserted.</param>
/// <param name="Measured">What the replay gave.</param>
internal sealed record Figure(string Name, string Published, double? Low, double? High, double Measured)
{
    /// <summary>Whether it is as it must be.</summary>
    public bool IsInside => (Low is not { } low || Measured >= low) && (High is not { } high || Measured <= high);

    /// <summary>What is accepted, in words.</summary>
    public string Accepted => (Low, High) switch
    {
        (null, null) => "not asserted",
        (null, { } high) => "at most " + Text(high),
        ({ } low, null) => "at least " + Text(low),
        var (low, high) => low == high ? Text(low!.Value) : $"{Text(low!.Value)} to {Text(high!.Value)}",
    };

    /// <summary>A number in at most ten digits.</summary>
    public static string Text(double value) => double.IsPositiveInfinity(value) ? "never" : value.ToString(value != 0 && Math.Abs(value) is < 1e-3 or >= 1e6 ? "0.###e+0" : Math.Abs(value) < 3 ? "0.######" : "0.####", CultureInfo.InvariantCulture);
}
