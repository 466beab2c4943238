using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// Elementary functions over any <see cref="IVector{TSelf}"/>. Each is one polynomial or rational (minimax, fitted for this project), so a
/// vector's lanes and the scalar tail of a loop give the same bits; the platform's mathematical library is never called.
/// Infinities, NaN, overflow and underflow give the limits of the function. Errors are bounds over all floats, with fused multiply-adds.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VectorMath
{
    // ln 2 in two parts: the first has 9 significant bits, so its product with an exponent is exact.
    private const float LnTwoHigh = 0.693359375f;
    private const float LnTwoLow = -2.12194440e-4f;
    private const float LogTwoE = 1.44269504f;

    // A magnitude beyond which the normal density and tail are zero in float.
    private const float NormalBound = 14.6f;

    /// <summary>e to the power of <paramref name="x"/>, denormal results included; error below 1.1 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TVector>(TVector x)
        where TVector : struct, IVector<TVector> => TimesExp(TVector.Broadcast(1f), x, TVector.Zero);

    /// <summary>e to the power of <paramref name="x"/>, minus 1, without cancellation near zero; error below 2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ExpMinusOne<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        // Below -20 the result is -1 in float, above 89 infinite.
        x = Clamp(x, -20f, 89f);
        TVector exponent = TVector.Round(x * TVector.Broadcast(LogTwoE));
        TVector r = Reduce(x, exponent);

        TVector q = TVector.Broadcast(0.000198458831f);
        q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.00139406684f));
        q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.00833338965f));
        q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.0416663587f));
        q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.166666657f));
        q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.5f));
        TVector p = TVector.MultiplyAdd(r * r, q, r);

        // 2^n (1 + p) - 1, halved until the end because 2^128 is no float.
        TVector half = TVector.PowerOfTwo(exponent - TVector.Broadcast(1f));
        TVector halfResult = TVector.MultiplyAdd(half, p, half - TVector.Broadcast(0.5f));
        return halfResult + halfResult;
    }

    /// <summary>Natural logarithm: -infinity at zero, NaN below; error below 1 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        // Denormals are made normal first.
        TVector isTiny = TVector.LessThan(x, TVector.Broadcast(1.17549435e-38f));
        TVector normal = TVector.Select(isTiny, x * TVector.Broadcast(8388608f), x);
        TVector exponent = TVector.Exponent(normal) - (isTiny & TVector.Broadcast(23f));
        TVector significand = TVector.Significand(normal);

        // A significand in [sqrt(1/2), sqrt(2)), so that the logarithm of a number near 1 is that of the significand alone.
        TVector isLarge = TVector.LessThan(TVector.Broadcast(1.41421354f), significand);
        exponent += isLarge & TVector.Broadcast(1f);
        significand *= TVector.Select(isLarge, TVector.Broadcast(0.5f), TVector.Broadcast(1f));
        TVector result = LogOfProduct(significand - TVector.Broadcast(1f), exponent);

        result = TVector.Select(TVector.LessThan(x, TVector.Broadcast(float.PositiveInfinity)), result, x); // infinity and NaN
        result = TVector.Select(TVector.Equal(x, TVector.Zero), TVector.Broadcast(float.NegativeInfinity), result);
        return TVector.Select(TVector.LessThan(x, TVector.Zero), TVector.Broadcast(float.NaN), result);
    }

    /// <summary>Hyperbolic tangent; error below 2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        TVector magnitude = TVector.Abs(x);

        // Near zero: x + x^3 P(x^2).
        TVector square = x * x;
        TVector p = TVector.Broadcast(-0.0057170433f);
        p = TVector.MultiplyAdd(p, square, TVector.Broadcast(0.0206505861f));
        p = TVector.MultiplyAdd(p, square, TVector.Broadcast(-0.0537434965f));
        p = TVector.MultiplyAdd(p, square, TVector.Broadcast(0.133314908f));
        p = TVector.MultiplyAdd(p, square, TVector.Broadcast(-0.333332837f));
        TVector small = TVector.MultiplyAdd(square * x, p, x);

        // Elsewhere: 1 - 2 / (e^2x + 1); 1 in float from 9.01 on.
        TVector one = TVector.Broadcast(1f);
        TVector bounded = TVector.Min(TVector.Broadcast(10f), magnitude);
        TVector quotient = TVector.Broadcast(2f) / (ExpOfModest(bounded + bounded) + one);
        TVector large = CopySign(one - quotient, x);

        return TVector.Select(TVector.LessThan(magnitude, TVector.Broadcast(0.625f)), small, large);
    }

    /// <summary>1 / (1 + e^-x), denormal results included; error below 2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TVector>(TVector x)
        where TVector : struct, IVector<TVector> => TimesSigmoid(TVector.Broadcast(1f), x);

    /// <summary><paramref name="factor"/> / (1 + e^-x), with one rounding more than the division's; error below 2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector TimesSigmoid<TVector>(TVector factor, TVector x)
        where TVector : struct, IVector<TVector>
    {
        // e^-x = 2^-n (1 + p), so 1 + e^-x = 2^-n (1 + 2^n + p): nothing overflows, and the small end keeps its precision. Beyond these bounds
        // the sigmoid is 0 or 1.
        x = Clamp(x, -110f, 18f);
        TVector exponent = TVector.Round(x * TVector.Broadcast(LogTwoE));
        TVector p = ExpMinusOneOfReduced(Reduce(TVector.Zero - x, TVector.Zero - exponent));
        PowersOfTwo(exponent, out TVector first, out TVector second);
        TVector one = TVector.Broadcast(1f);
        TVector power = first * second;
        TVector sum = one + power;
        TVector lost = power - (sum - one); // of a power too small beside 1
        return factor / (sum + (p + lost)) * first * second;
    }

    /// <summary>x tanh(ln(1 + e^x)), denormal results included; error below 2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector TimesTanhOfSoftplus<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        // The tangent is n / (n + 2) with n = e^x (e^x + 2): 1 in float from x = 9 on. With e^x = (1 + p) t it is t s / (t s + 2), where
        // s = (2 + t) + p (2 + 2 t + t p). What the sums s and t s + 2 lose is carried along, up to the product with x.
        TVector factor = TVector.Max(TVector.Broadcast(-110f), x);
        x = TVector.Min(TVector.Broadcast(20f), factor);
        TVector exponent = TVector.Round(x * TVector.Broadcast(LogTwoE));
        TVector p = ExpMinusOneOfReduced(Reduce(x, exponent));
        PowersOfTwo(exponent, out TVector first, out TVector second);
        TVector two = TVector.Broadcast(2f);
        TVector t = first * second;
        TVector constant = two + t;
        TVector slope = TVector.MultiplyAdd(t, p, two + (t + t));
        TVector s = TVector.MultiplyAdd(p, slope, constant);
        TVector lostOfSum = TVector.MultiplyAdd(p, slope, constant - s) + (t - (constant - two));
        TVector denominator = TVector.MultiplyAdd(s, t, two);
        TVector lostOfDenominator = TVector.MultiplyAdd(lostOfSum, t, TVector.MultiplyAdd(s, t, two - denominator));

        TVector quotient = s / denominator;
        TVector correction = TVector.MultiplyAdd(TVector.Zero - quotient, lostOfDenominator, lostOfSum) / denominator;
        return TVector.MultiplyAdd(factor, quotient, x * correction) * first * second;
    }

    /// <summary>ln(1 + e^x); error below 2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Softplus<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        TVector e = Exp(TVector.Zero - TVector.Abs(x));
        return TVector.Max(TVector.Zero, x) + LogOfOnePlusFraction(e);
    }

    /// <summary>The error function; error below 2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Erf<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        TVector magnitude = TVector.Abs(x);
        TVector square = x * x;

        // Near zero: x + x P(x^2).
        TVector p = TVector.Broadcast(7.85386073e-05f);
        p = TVector.MultiplyAdd(p, square, TVector.Broadcast(-0.000801019371f));
        p = TVector.MultiplyAdd(p, square, TVector.Broadcast(0.00518832775f));
        p = TVector.MultiplyAdd(p, square, TVector.Broadcast(-0.026853811f));
        p = TVector.MultiplyAdd(p, square, TVector.Broadcast(0.112835854f));
        p = TVector.MultiplyAdd(p, square, TVector.Broadcast(-0.37612626f));
        p = TVector.MultiplyAdd(p, square, TVector.Broadcast(0.128379121f));
        TVector small = TVector.MultiplyAdd(x, p, x);

        // Elsewhere one minus the tail; 1 in float from 3.92 on.
        TVector bounded = TVector.Min(TVector.Broadcast(5f), magnitude);
        TVector tail = ExpOfModest(TVector.Zero - (bounded * bounded)) * NormalTailOverDensity(bounded * TVector.Broadcast(1.41421354f));
        TVector large = CopySign(TVector.Broadcast(1f) - (tail + tail), x);

        return TVector.Select(TVector.LessThan(magnitude, TVector.Broadcast(1f)), small, large);
    }

    /// <summary>
    /// The standard normal distribution function, (1 + erf(x / sqrt 2)) / 2, precise in its lower tail too; error below 6.5 ulp, of which two polynomials make
    /// most.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector NormalCdf<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        TVector magnitude = TVector.Min(TVector.Broadcast(NormalBound), TVector.Abs(x));
        TVector tail = TimesExpOfMinusHalfSquare(NormalTailOverDensity(magnitude), magnitude);
        return TVector.Select(TVector.LessThan(x, TVector.Zero), tail, TVector.Broadcast(1f) - tail);
    }

    /// <summary>x times the standard normal distribution function, precise in its lower tail too; error below 6 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector TimesNormalCdf<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        // What the upper tail lacks is taken from x, and is all there is below 0: x's sign needs no choice.
        TVector magnitude = TVector.Min(TVector.Broadcast(NormalBound), TVector.Abs(x));
        TVector missing = TimesExpOfMinusHalfSquare(magnitude * NormalTailOverDensity(magnitude), magnitude);
        return TVector.Max(TVector.Zero, x) - missing;
    }

    /// <summary>The standard normal density, e^(-x^2 / 2) / sqrt(2 pi); error below 2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector NormalDensity<TVector>(TVector x)
        where TVector : struct, IVector<TVector> =>
        TimesExpOfMinusHalfSquare(TVector.Broadcast(0.398942280f), TVector.Min(TVector.Broadcast(NormalBound), TVector.Abs(x)));

    /// <summary><paramref name="x"/>, but not outside the bounds; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Clamp<TVector>(TVector x, float low, float high)
        where TVector : struct, IVector<TVector> =>
        TVector.Min(TVector.Broadcast(high), TVector.Max(TVector.Broadcast(low), x));

    /// <summary>The non-negative <paramref name="magnitude"/> with the sign of <paramref name="sign"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector CopySign<TVector>(TVector magnitude, TVector sign)
        where TVector : struct, IVector<TVector> => magnitude | (sign & TVector.Broadcast(-0f));

    /// <summary>x - n ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Reduce<TVector>(TVector x, TVector exponent)
        where TVector : struct, IVector<TVector>
    {
        TVector r = TVector.MultiplyAdd(exponent, TVector.Broadcast(-LnTwoHigh), x);
        return TVector.MultiplyAdd(exponent, TVector.Broadcast(-LnTwoLow), r);
    }

    /// <summary>e^r - 1 for r in [-ln 2 / 2, ln 2 / 2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExpMinusOneOfReduced<TVector>(TVector r)
        where TVector : struct, IVector<TVector>
    {
        TVector q = TVector.Broadcast(0.00138145406f);
        q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.00836874545f));
        q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.041668389f));
        q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.166665211f));
        q = TVector.MultiplyAdd(q, r, TVector.Broadcast(0.49999994f));
        return TVector.MultiplyAdd(r * r, q, r);
    }

    /// <summary>2^exponent as a product of two: 2^128 and the powers of denormals are no normal floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PowersOfTwo<TVector>(TVector exponent, out TVector first, out TVector second)
        where TVector : struct, IVector<TVector>
    {
        TVector half = TVector.Round(exponent * TVector.Broadcast(0.5f));
        first = TVector.PowerOfTwo(half);
        second = TVector.PowerOfTwo(exponent - half);
    }

    /// <summary><paramref name="factor"/> e^(x + correction), the correction small against 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector TimesExp<TVector>(TVector factor, TVector x, TVector correction)
        where TVector : struct, IVector<TVector>
    {
        // Beyond these bounds the result is zero or infinite anyway.
        x = Clamp(x, -104f, 89f);
        TVector exponent = TVector.Round(x * TVector.Broadcast(LogTwoE));
        TVector p = ExpMinusOneOfReduced(Reduce(x, exponent) + correction);
        PowersOfTwo(exponent, out TVector first, out TVector second);
        return TVector.MultiplyAdd(p, factor, factor) * first * second;
    }

    /// <summary>e^x for x in [-87, 88], where one scaling is enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExpOfModest<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        TVector exponent = TVector.Round(x * TVector.Broadcast(LogTwoE));
        return (ExpMinusOneOfReduced(Reduce(x, exponent)) + TVector.Broadcast(1f)) * TVector.PowerOfTwo(exponent);
    }

    /// <summary>
    /// e^x for x up to 0 where nothing below e^-87 counts beside 1: that, the smallest that one scaling reaches, is given for all below. NaN stays NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector ExpOfNegative<TVector>(TVector x)
        where TVector : struct, IVector<TVector> => ExpOfModest(TVector.Max(TVector.Broadcast(-87f), x));

    /// <summary><paramref name="factor"/> e^(-x^2 / 2): the square's rounding error, up to 50 ulp of the result, is carried along.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector TimesExpOfMinusHalfSquare<TVector>(TVector factor, TVector x)
        where TVector : struct, IVector<TVector>
    {
        // x = high + low with 12 bits in high, so that high^2 is exact and x^2 = high^2 + low (x + high).
        TVector high = x & TVector.Broadcast(BitConverter.UInt32BitsToSingle(0xFFFFF000));
        TVector minusHalf = TVector.Broadcast(-0.5f);
        return TimesExp(factor, high * high * minusHalf, (x - high) * (x + high) * minusHalf);
    }

    /// <summary>The normal distribution's upper tail from x on, over e^(-x^2 / 2); x in [0, 14.6].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector NormalTailOverDensity<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        TVector numerator = TVector.Broadcast(0.00412120996f);
        numerator = TVector.MultiplyAdd(numerator, x, TVector.Broadcast(0.0406663008f));
        numerator = TVector.MultiplyAdd(numerator, x, TVector.Broadcast(0.183333322f));
        numerator = TVector.MultiplyAdd(numerator, x, TVector.Broadcast(0.438427597f));
        numerator = TVector.MultiplyAdd(numerator, x, TVector.Broadcast(0.5f));

        TVector denominator = TVector.Broadcast(0.0103302235f);
        denominator = TVector.MultiplyAdd(denominator, x, TVector.Broadcast(0.101941697f));
        denominator = TVector.MultiplyAdd(denominator, x, TVector.Broadcast(0.469729811f));
        denominator = TVector.MultiplyAdd(denominator, x, TVector.Broadcast(1.20291114f));
        denominator = TVector.MultiplyAdd(denominator, x, TVector.Broadcast(1.6747402f));
        denominator = TVector.MultiplyAdd(denominator, x, TVector.Broadcast(1f));
        return numerator / denominator;
    }

    /// <summary>ln(1 + e) for e in [0, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LogOfOnePlusFraction<TVector>(TVector e)
        where TVector : struct, IVector<TVector>
    {
        // Above sqrt(2) - 1: 1 + e = 2 (1 + f) with f = (e - 1) / 2, exactly.
        TVector isLarge = TVector.LessThan(TVector.Broadcast(0.41421356f), e);
        TVector f = TVector.Select(isLarge, (e - TVector.Broadcast(1f)) * TVector.Broadcast(0.5f), e);
        return LogOfProduct(f, isLarge & TVector.Broadcast(1f));
    }

    /// <summary>ln((1 + f) 2^exponent) for f in [sqrt(1/2) - 1, sqrt(2) - 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LogOfProduct<TVector>(TVector f, TVector exponent)
        where TVector : struct, IVector<TVector>
    {
        TVector q = TVector.Broadcast(0.0674660504f);
        q = TVector.MultiplyAdd(q, f, TVector.Broadcast(-0.116796561f));
        q = TVector.MultiplyAdd(q, f, TVector.Broadcast(0.11890322f));
        q = TVector.MultiplyAdd(q, f, TVector.Broadcast(-0.124051355f));
        q = TVector.MultiplyAdd(q, f, TVector.Broadcast(0.142192245f));
        q = TVector.MultiplyAdd(q, f, TVector.Broadcast(-0.166680068f));
        q = TVector.MultiplyAdd(q, f, TVector.Broadcast(0.200021341f));
        q = TVector.MultiplyAdd(q, f, TVector.Broadcast(-0.250000089f));
        q = TVector.MultiplyAdd(q, f, TVector.Broadcast(0.333333135f));

        // f - f^2 / 2 + f^3 q + exponent ln 2, smallest first.
        TVector square = f * f;
        TVector rest = TVector.MultiplyAdd(exponent, TVector.Broadcast(LnTwoLow), square * f * q);
        rest = TVector.MultiplyAdd(square, TVector.Broadcast(-0.5f), rest);
        return TVector.MultiplyAdd(exponent, TVector.Broadcast(LnTwoHigh), f + rest);
    }
}
