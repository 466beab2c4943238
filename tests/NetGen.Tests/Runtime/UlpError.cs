namespace NetGen.Tests.Runtime;

/// <summary>Errors in units in the last place of the float nearest the exact value.</summary>
internal static class UlpError
{
    private const double LeastDenormal = 1.401298464324817e-45;

    public static double Of(float actual, double exact)
    {
        float nearest = (float)exact;
        if (actual.Equals(nearest)) return float.IsFinite(nearest) ? Math.Abs(actual - exact) / Unit(exact) : 0;
        if (!float.IsFinite(nearest) || !float.IsFinite(actual)) return double.PositiveInfinity;
        return Math.Abs(actual - exact) / Unit(exact);
    }

    private static double Unit(double exact)
    {
        int exponent = exact == 0 ? -149 : Math.ILogB(exact);
        return Math.Max(Math.ScaleB(1, exponent - 23), LeastDenormal);
    }
}
