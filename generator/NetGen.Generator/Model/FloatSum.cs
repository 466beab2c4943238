namespace NetGen.Generator.Model;

/// <summary>What a sum of floats can hold.</summary>
internal static class FloatSum
{
    /// <summary>A summand that is smaller than another by this factor changes no bit of their sum.</summary>
    public const double Precision = 1.0 / (1 << 24);
}
