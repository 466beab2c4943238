using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Initialization;

/// <summary>
/// The inverse of the standard normal distribution function: M. J. Wichura, "Algorithm AS 241: the percentage points of the normal
/// distribution", Applied Statistics 37 (1988), routine PPND16. Only +, -, *, / and square root in double, never fused, whose results
/// IEEE 754 fixes: the same bits on every machine and at every SIMD width. The platform's logarithm would not promise that.
/// </summary>
internal static class InverseNormal
{
    /// <summary>Words that are worked on together; their results stay in the innermost cache.</summary>
    public const int Chunk = 512;

    private const double LnTwo = 0.6931471805599453;
    private const double SqrtTwo = 1.4142135623730951;

    /// <summary>Up to here the distance from the median is in the formula's central region.</summary>
    private const double Central = 0.425;

    /// <summary>The values below which a standard normal variable lies with the probability (word + 1/2) / 2^32.</summary>
    /// <param name="words">At most <see cref="Chunk"/> of them.</param>
    /// <param name="values">As many values.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // most processes make one network: there is no second call to be faster in
    public static void FromWords(ReadOnlySpan<uint> words, Span<double> values)
    {
        // First all by the central formula, then those that it does not hold for, gathered, by the other: no branch on random bits.
        Span<double> tails = stackalloc double[Chunk];
        Span<int> places = stackalloc int[Chunk];
        int count = 0;
        for (int first = 0; first < words.Length; first += Vector256<double>.Count)
        {
            int used = Math.Min(Vector256<double>.Count, words.Length - first);
            Vector256<double> q = Centered(words.Slice(first, used));
            Store(Center(q), values.Slice(first, used));
            uint outside = Vector256.GreaterThan(Vector256.Abs(q), Vector256.Create(Central)).ExtractMostSignificantBits();
            for (int lane = 0; lane < used; lane++)
            {
                tails[count] = q.GetElement(lane);
                places[count] = first + lane;
                count += (int)(outside >> lane) & 1;
            }
        }

        for (int first = 0; first < count; first += Vector256<double>.Count)
        {
            int used = Math.Min(Vector256<double>.Count, count - first);
            Vector256<double> results = Tail(Load(tails.Slice(first, used)));
            for (int lane = 0; lane < used; lane++) values[places[first + lane]] = results.GetElement(lane);
        }
    }

    /// <summary>One value.</summary>
    public static double FromWord(uint word)
    {
        Vector256<double> q = Centered([word]);
        return Math.Abs(q.ToScalar()) <= Central ? Center(q).ToScalar() : Tail(q).ToScalar();
    }

    /// <summary>Probability minus 1/2. The lanes of a last, incomplete vector that have no word hold zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Centered(ReadOnlySpan<uint> words)
    {
        Vector128<uint> bits = words.Length == Vector128<uint>.Count
            ? Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(words))
            : Vector128.Create(words[0], words.Length > 1 ? words[1] : 0, words.Length > 2 ? words[2] : 0, 0);

        // In the low bits of 2^52 a word is a whole number.
        const double Base = 1L << 52;
        (Vector128<ulong> lower, Vector128<ulong> upper) = Vector128.Widen(bits);
        Vector256<double> whole = (Vector256.Create(lower, upper).AsDouble() | Vector256.Create(Base)) - Vector256.Create(Base);
        const double Unit = 1.0 / (1L << 32);
        return ((whole + Vector256.Create(0.5)) * Vector256.Create(Unit)) - Vector256.Create(0.5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Center(Vector256<double> q)
    {
        Vector256<double> r = Vector256.Create(0.180625) - (q * q);
        Vector256<double> numerator = Polynomial(
            r,
            2.5090809287301226727e+3,
            3.3430575583588128105e+4,
            6.7265770927008700853e+4,
            4.5921953931549871457e+4,
            1.3731693765509461125e+4,
            1.9715909503065514427e+3,
            1.3314166789178437745e+2,
            3.3871328727963666080);
        Vector256<double> denominator = Polynomial(
            r,
            5.2264952788528545610e+3,
            2.8729085735721942674e+4,
            3.9307895800092710610e+4,
            2.1213794301586595867e+4,
            5.3941960214247511077e+3,
            6.8718700749205790830e+2,
            4.2313330701600911252e+1,
            1);
        return q * numerator / denominator;
    }

    /// <summary>For tail probabilities of 2^-33 to 0.075; smaller ones, for which the paper has a third formula, have no 32-bit word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Tail(Vector256<double> q)
    {
        Vector256<double> probability = Vector256.Create(0.5) - Vector256.Abs(q);
        Vector256<double> r = Vector256.Sqrt(-Log(probability)) - Vector256.Create(1.6);
        Vector256<double> numerator = Polynomial(
            r,
            7.74545014278341407640e-4,
            2.27238449892691845833e-2,
            2.41780725177450611770e-1,
            1.27045825245236838258,
            3.64784832476320460504,
            5.76949722146069140550,
            4.63033784615654529590,
            1.42343711074968357734);
        Vector256<double> denominator = Polynomial(
            r,
            1.05075007164441684324e-9,
            5.47593808499534494600e-4,
            1.51986665636164571966e-2,
            1.48103976427480074590e-1,
            6.89767334985100004550e-1,
            1.67638483018380384940,
            2.05319162663775882187,
            1);
        Vector256<double> sign = q & Vector256.Create(-0.0);
        return (numerator / denominator) | sign;
    }

    /// <summary>The natural logarithm of normal positive numbers, good to 1e-12: 2 artanh((m - 1) / (m + 1)) as a series, m near 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Log(Vector256<double> x)
    {
        Vector256<long> bits = x.AsInt64();
        Vector256<double> m = ((bits & Vector256.Create(0x000FFFFFFFFFFFFF)) | Vector256.Create(0x3FF0000000000000)).AsDouble();

        // The biased exponent as a number: in the low bits of 2^52, as above.
        const double Base = 1L << 52;
        Vector256<double> exponent = ((bits >>> 52).AsDouble() | Vector256.Create(Base)) - Vector256.Create(Base + 1023);
        Vector256<double> isLarge = Vector256.GreaterThan(m, Vector256.Create(SqrtTwo));
        m = Vector256.ConditionalSelect(isLarge, m * Vector256.Create(0.5), m);
        exponent += isLarge & Vector256.Create(1.0);

        Vector256<double> s = (m - Vector256.Create(1.0)) / (m + Vector256.Create(1.0));
        Vector256<double> z = s * s;
        Vector256<double> series = Polynomial(z, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5, 1.0 / 3, 0);
        return (exponent * Vector256.Create(LnTwo)) + (s * Vector256.Create(2.0) * (Vector256.Create(1.0) + series));
    }

    /// <summary>By Horner's rule, the highest coefficient first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Polynomial(Vector256<double> x, double c7, double c6, double c5, double c4, double c3, double c2, double c1, double c0)
    {
        Vector256<double> sum = (Vector256.Create(c7) * x) + Vector256.Create(c6);
        sum = (sum * x) + Vector256.Create(c5);
        sum = (sum * x) + Vector256.Create(c4);
        sum = (sum * x) + Vector256.Create(c3);
        sum = (sum * x) + Vector256.Create(c2);
        sum = (sum * x) + Vector256.Create(c1);
        return (sum * x) + Vector256.Create(c0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<double> value, Span<double> destination)
    {
        if (destination.Length == Vector256<double>.Count)
        {
            value.StoreUnsafe(ref MemoryMarshal.GetReference(destination));
            return;
        }

        for (int lane = 0; lane < destination.Length; lane++) destination[lane] = value.GetElement(lane);
    }

    /// <summary>Lanes beyond the span repeat its first value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ReadOnlySpan<double> source) => source.Length == Vector256<double>.Count
        ? Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(source))
        : Vector256.Create(source[0], source.Length > 1 ? source[1] : source[0], source.Length > 2 ? source[2] : source[0], source[0]);
}
