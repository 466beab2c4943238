namespace NetGen.Generator.Model;

/// <summary>Which numbers a function can give, or comes as near to as one likes.</summary>
/// <param name="Low">-infinity for those that have no lower end.</param>
/// <param name="High">Infinity for those that have no upper end.</param>
internal readonly record struct OutputRange(double Low, double High)
{
    /// <summary>Of the largest variance that numbers in a range can have. Those that are one end or the other, as yes and no are, have all of it.</summary>
    private const double MostOfVariance = 0.9;

    private const double MostDeviations = 2;

    /// <summary>Every number.</summary>
    public static OutputRange All => From(double.NegativeInfinity);

    public bool IsAll => double.IsNegativeInfinity(Low) && double.IsPositiveInfinity(High);

    /// <summary>Whether all numbers of another are in it, or at its edge.</summary>
    public bool Contains(OutputRange other) => Low <= other.Low && High >= other.High;

    /// <summary>
    /// Whether numbers of this mean and standard deviation can nearly all lie in it. They can where two standard deviations around the mean do; and
    /// where they are skewed as pixels
    /// and counts are: numbers from a to b have a variance of at most (mean - a) (b - mean), which only numbers that are a or b reach, and such that
    /// are not negative seldom have a
    /// standard deviation of twice their mean.
    /// </summary>
    public bool CanHold(double mean, double std)
    {
        if (mean - (2 * std) >= Low && mean + (2 * std) <= High) return true;
        if (!(mean > Low && mean < High)) return false;
        if (!double.IsInfinity(Low) && !double.IsInfinity(High)) return std * std <= MostOfVariance * (mean - Low) * (High - mean);
        return std <= MostDeviations * (double.IsInfinity(High) ? mean - Low : High - mean);
    }

    public static OutputRange From(double low) => new(low, double.PositiveInfinity);
}
