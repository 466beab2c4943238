namespace NetGen.Kernels.Tests.Reference;

/// <summary>Numbers of 8 significant bits with the exponents of a float, by their definition.</summary>
internal static class BFloat16
{
    private const int SignificantBits = 8;
    private const int LeastExponent = -126;

    /// <summary>The nearest of them; of two that are as near the one whose last bit is 0.</summary>
    public static double Round(double value)
    {
        if (value == 0 || !double.IsFinite(value)) return value;
        int exponent = Math.Max(LeastExponent, Math.ILogB(value));
        double spacing = Math.ScaleB(1, exponent - SignificantBits + 1);
        return Math.Round(value / spacing, MidpointRounding.ToEven) * spacing;
    }
}
