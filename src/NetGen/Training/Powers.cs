namespace NetGen;

/// <summary>Powers with whole exponents.</summary>
internal static class Powers
{
    /// <summary>By repeated squaring: the same bits on every machine, which the platform's power function does not promise.</summary>
    public static double Of(double value, long exponent)
    {
        double power = 1;
        for (double square = value; exponent > 0; exponent >>= 1, square *= square)
        {
            if ((exponent & 1) != 0) power *= square;
        }

        return power;
    }
}
