using NetGen.Generator.Model;

namespace NetGen.Generator.Signal;

/// <summary>The largest of some values f(x_i), where the x_i are normal with equal correlations: what pooling makes of a window.</summary>
/// <param name="Mean">E max f.</param>
/// <param name="MeanSquare">E (max f)^2.</param>
/// <param name="ThirdMoment">E (max f)^3.</param>
/// <param name="FourthMoment">E (max f)^4.</param>
/// <param name="Active">P(max f != 0).</param>
/// <param name="DerivativeMeanSquare">E f'^2 at the largest value.</param>
/// <param name="Shared">Hermite coefficients of E(max f | what the window has in common with others).</param>
internal sealed record MaximumMoments(
    double Mean,
    double MeanSquare,
    double ThirdMoment,
    double FourthMoment,
    double Active,
    double DerivativeMeanSquare,
    EquatableArray<double> Shared)
{
    private const int SharedTerms = 12;

    private static readonly Quadrature Common = Quadrature.Over([-7, -3.5, 0, 3.5, 7], NormalDistribution.Density);

    /// <summary>Where the largest value lies; and phi and Phi there, of which the density for any count is made.</summary>
    private static readonly Quadrature Own = Quadrature.Over([-6, -1, 0.5, 2, 3.5, 8]);

    private static readonly double[] Densities = [.. Own.Nodes.Select((node, index) => Own.Weights[index] * NormalDistribution.Density(node))];

    private static readonly double[] Distribution = [.. Own.Nodes.Select(NormalDistribution.Cumulative)];

    /// <summary>
    /// With correlation r, x_i = m + s (sqrt(r) t + sqrt(1 - r) e_i), so the largest x is m + s (sqrt(r) t + sqrt(1 - r) M), M the largest
    /// of n independent normal variables, with density n phi Phi^(n-1). An f that grows commutes with the maximum.
    /// </summary>
    /// <param name="correlation">r.</param>
    /// <param name="count">n; need not be whole where windows at borders are smaller.</param>
    public static MaximumMoments Compute(Preimage preimage, double correlation, double count)
    {
        double r = Math.Max(0, Math.Min(1, correlation));
        double std = Math.Sqrt(preimage.Variance);
        double[] weights = new double[Densities.Length];
        for (int j = 0; j < weights.Length; j++) weights[j] = count * Densities[j] * Math.Pow(Distribution[j], count - 1);
        double[] shared = new double[SharedTerms];
        double[] polynomials = new double[SharedTerms];
        double square = 0;
        double third = 0;
        double fourth = 0;
        double active = 0;
        double slope = 0;
        double total = 0;
        for (int i = 0; i < Common.Nodes.Length; i++)
        {
            double mean = 0;
            double center = preimage.Mean + (std * Math.Sqrt(r) * Common.Nodes[i]);
            for (int j = 0; j < weights.Length; j++)
            {
                double weight = Common.Weights[i] * weights[j];
                (double value, double derivative) = Apply(preimage.Functions, center + (std * Math.Sqrt(1 - r) * Own.Nodes[j]));
                total += weight;
                mean += weights[j] * value;
                square += weight * value * value;
                third += weight * value * value * value;
                fourth += weight * value * value * value * value;
                slope += weight * derivative * derivative;
                if (value != 0) active += weight;
            }

            Hermite.Evaluate(Common.Nodes[i], polynomials);
            for (int n = 0; n < SharedTerms; n++) shared[n] += Common.Weights[i] * mean * polynomials[n];
        }

        return new MaximumMoments(
            shared[0] / total,
            square / total,
            third / total,
            fourth / total,
            Math.Min(1, active / total),
            slope / total,
            shared.Select(coefficient => coefficient / total).ToEquatableArray());
    }

    /// <summary>E max f max f' of two windows.</summary>
    /// <param name="correlation">Of x in one window and x in the other.</param>
    /// <param name="window">Of two x in one window.</param>
    public double CrossMoment(double correlation, double window)
        => window > 0
            ? ActivationMoments.Series(Shared, 0, Math.Max(-1, Math.Min(1, correlation / window)))
            : Mean * Mean;

    private static (double Value, double Derivative) Apply(EquatableArray<ActivationFunction> functions, double x)
    {
        double slope = 1;
        foreach (ActivationFunction function in functions)
        {
            slope = function.Derivative(x);
            x = function.Value(x);
        }

        return (x, slope);
    }
}
