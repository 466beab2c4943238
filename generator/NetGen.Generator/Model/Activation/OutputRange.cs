namespace NetGen.Generator.Model;

/// <summary>Which numbers a function can give, or comes as near to as one likes.</summary>
/// <param name="Low">-infinity for those that have no lower end.</param>
/// <param name="High">Infinity for those that have no upper end.</param>
internal readonly record struct OutputRange(double Low, double High)
{
    /// <summary>Every number.</summary>
    public static OutputRange All => From(double.NegativeInfinity);

    public bool IsAll => double.IsNegativeInfinity(Low) && double.IsPositiveInfinity(High);

    /// <summary>Whether all numbers of another are in it, or at its edge.</summary>
    public bool Contains(OutputRange other) => Low <= other.Low && High >= other.High;

    public static OutputRange From(double low) => new(low, double.PositiveInfinity);
}
