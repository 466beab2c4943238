using System.Runtime.CompilerServices;

namespace NetGen.Initialization;

/// <summary>
/// The inverse of the standard normal distribution function: M. J. Wichura, "Algorithm AS 241: the percentage points of the normal
/// distribution", Applied Statistics 37 (1988), routine PPND16. Only +, -, *, / and square root, whose results IEEE 754 fixes, so it gives
/// the same bits on every machine; the platform's logarithm would not.
/// </summary>
internal static class InverseNormal
{
    private const double LnTwo = 0.6931471805599453;
    private const double SqrtTwo = 1.4142135623730951;

    /// <summary>The value below which a standard normal variable lies with the probability (word + 1/2) / 2^32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double FromWord(uint word)
    {
        const double Unit = 1.0 / (1L << 32);
        double q = ((word + 0.5) * Unit) - 0.5;
        return Math.Abs(q) <= 0.425 ? Center(q) : Tail(q);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Center(double q)
    {
        double r = 0.180625 - (q * q);
        double numerator = (((((((((((((2.5090809287301226727e+3 * r) + 3.3430575583588128105e+4) * r) + 6.7265770927008700853e+4) * r)
            + 4.5921953931549871457e+4) * r) + 1.3731693765509461125e+4) * r) + 1.9715909503065514427e+3) * r)
            + 1.3314166789178437745e+2) * r) + 3.3871328727963666080;
        double denominator = (((((((((((((5.2264952788528545610e+3 * r) + 2.8729085735721942674e+4) * r) + 3.9307895800092710610e+4) * r)
            + 2.1213794301586595867e+4) * r) + 5.3941960214247511077e+3) * r) + 6.8718700749205790830e+2) * r)
            + 4.2313330701600911252e+1) * r) + 1;
        return q * numerator / denominator;
    }

    /// <summary>For tail probabilities of 2^-33 to 0.075; smaller ones, for which the paper has a third formula, have no 32-bit word.</summary>
    private static double Tail(double q)
    {
        double r = Math.Sqrt(-LogOfSmall(0.5 - Math.Abs(q))) - 1.6;
        double numerator = (((((((((((((7.74545014278341407640e-4 * r) + 2.27238449892691845833e-2) * r) + 2.41780725177450611770e-1) * r)
            + 1.27045825245236838258) * r) + 3.64784832476320460504) * r) + 5.76949722146069140550) * r)
            + 4.63033784615654529590) * r) + 1.42343711074968357734;
        double denominator = (((((((((((((1.05075007164441684324e-9 * r) + 5.47593808499534494600e-4) * r) + 1.51986665636164571966e-2) * r)
            + 1.48103976427480074590e-1) * r) + 6.89767334985100004550e-1) * r) + 1.67638483018380384940) * r)
            + 2.05319162663775882187) * r) + 1;
        double magnitude = numerator / denominator;
        return q < 0 ? -magnitude : magnitude;
    }

    /// <summary>The natural logarithm of a normal positive number, good to 1e-12: 2 artanh((m - 1) / (m + 1)) as a series, m near 1.</summary>
    private static double LogOfSmall(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        long exponent = (bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (m > SqrtTwo)
        {
            m *= 0.5;
            exponent++;
        }

        double s = (m - 1) / (m + 1);
        double z = s * s;
        double series = (((((((((((((1.0 / 15) * z) + (1.0 / 13)) * z) + (1.0 / 11)) * z) + (1.0 / 9)) * z) + (1.0 / 7)) * z)
            + (1.0 / 5)) * z) + (1.0 / 3)) * z;
        return (exponent * LnTwo) + (2 * s * (1 + series));
    }
}
