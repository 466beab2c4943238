using static NetGen.Generator.NormalDistribution;

namespace NetGen.Generator.Signal;

/// <summary>
/// The exact moments of max(x, 0) + slope * min(x, 0) for x ~ N(m, s^2), with r = m / s:
/// E max(x, 0) = m Phi(r) + s phi(r); E max(x, 0)^2 = (m^2 + s^2) Phi(r) + m s phi(r);
/// E max(x, 0)^3 = (m^3 + 3 m s^2) Phi(r) + (m^2 s + 2 s^3) phi(r);
/// E max(x, 0)^4 = (m^4 + 6 m^2 s^2 + 3 s^4) Phi(r) + (m^3 s + 5 m s^3) phi(r).
/// </summary>
internal static class RectifierMoments
{
    public static ActivationMoments Compute(double slope, double mean, double std)
    {
        double r = mean / std;
        double positive = Cumulative(r);
        double density = Density(r);
        Part up = new(mean, std, positive, density);
        Part down = new(-mean, std, 1 - positive, density);
        double square = slope * slope;
        (EquatableArray<double> values, EquatableArray<double> derivatives) = Coefficients(slope, mean, std, positive, density, up.Mean);
        double slopeSquare = positive + (square * (1 - positive));
        return new ActivationMoments(
            up.Mean - (slope * down.Mean),
            up.Square + (square * down.Square),
            up.Third - (square * slope * down.Third),
            up.Fourth + (square * square * down.Fourth),
            slopeSquare,
            up.Square + (square * square * down.Square),
            slope == 0 ? positive : 1,
            Math.Abs(slope) < ActivationMoments.SaturatedSlope ? 1 - positive : 0,
            1,

            // d Phi(m / s) / d ln s^2.
            slopeSquare > 0 ? -(1 - square) * density * r / (2 * slopeSquare) : 0,
            values,
            derivatives);
    }

    /// <summary>
    /// f' = slope + (1 - slope) [z > -r], whose coefficients are Phi(r), phi(r) h_(n-1)(-r) / sqrt(n); those of f follow from
    /// sqrt(n) E f h_n = s E f' h_(n-1) (Stein's lemma).
    /// </summary>
    private static (EquatableArray<double> Values, EquatableArray<double> Derivatives) Coefficients(
        double slope, double mean, double std, double positive, double density, double upMean)
    {
        double[] polynomials = new double[Hermite.Terms];
        Hermite.Evaluate(-mean / std, polynomials);
        double[] values = new double[Hermite.Terms];
        double[] derivatives = new double[Hermite.Terms];
        derivatives[0] = slope + ((1 - slope) * positive);
        values[0] = (slope * mean) + ((1 - slope) * upMean);
        for (int n = 1; n < Hermite.Terms; n++)
        {
            derivatives[n] = (1 - slope) * density * polynomials[n - 1] / Math.Sqrt(n);
            values[n] = std * derivatives[n - 1] / Math.Sqrt(n);
        }

        return (values.ToEquatableArray(), derivatives.ToEquatableArray());
    }

    /// <summary>Moments of the positive part of N(mean, std^2).</summary>
    private readonly struct Part(double mean, double std, double positive, double density)
    {
        private readonly double _m = mean;
        private readonly double _s = std;

        public double Mean => (_m * positive) + (_s * density);

        public double Square => (((_m * _m) + (_s * _s)) * positive) + (_m * _s * density);

        public double Third => (((_m * _m * _m) + (3 * _m * _s * _s)) * positive) + (((_m * _m * _s) + (2 * _s * _s * _s)) * density);

        public double Fourth
        {
            get
            {
                double m2 = _m * _m;
                double s2 = _s * _s;
                return (((m2 * m2) + (6 * m2 * s2) + (3 * s2 * s2)) * positive) + (((m2 * _m * _s) + (5 * _m * _s * s2)) * density);
            }
        }
    }
}
