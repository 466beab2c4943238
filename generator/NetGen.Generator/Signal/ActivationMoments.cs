using NetGen.Generator.Model;

namespace NetGen.Generator.Signal;

/// <summary>What an activation, or a chain of them, makes of a normal variable.</summary>
/// <param name="Mean">E f.</param>
/// <param name="MeanSquare">E f^2.</param>
/// <param name="ThirdMoment">E f^3.</param>
/// <param name="FourthMoment">E f^4.</param>
/// <param name="DerivativeMeanSquare">E f'^2, f the last of a chain: what a gradient is multiplied by.</param>
/// <param name="OutputWeightedSlope">E f^2 f'^2: what a gradient along the signal is multiplied by, times E f^2.</param>
/// <param name="Active">P(f != 0).</param>
/// <param name="Saturated">P(|f'| &lt; 0.05): units through which hardly any gradient comes.</param>
/// <param name="Elasticity">d ln E f^2 / d ln(variance).</param>
/// <param name="SlopeElasticity">d ln E f'^2 / d ln(variance).</param>
/// <param name="Values">Coefficients of f in normalised Hermite polynomials.</param>
/// <param name="Derivatives">Coefficients of f'.</param>
internal sealed record ActivationMoments(
    double Mean,
    double MeanSquare,
    double ThirdMoment,
    double FourthMoment,
    double DerivativeMeanSquare,
    double OutputWeightedSlope,
    double Active,
    double Saturated,
    double Elasticity,
    double SlopeElasticity,
    EquatableArray<double> Values,
    EquatableArray<double> Derivatives)
{
    /// <summary>Below this slope a unit counts as saturated.</summary>
    public const double SaturatedSlope = 0.05;

    /// <summary>
    /// E f(x) f(x') for two normal variables with a correlation: sum of squared Hermite coefficients times its powers (Mehler's formula).
    /// What the series leaves out is taken at the powers behind it.
    /// </summary>
    public double CrossMoment(double correlation) => Series(Values, MeanSquare, correlation);

    /// <summary>E f'(x) f'(x') for two normal variables with a correlation.</summary>
    public double DerivativeCrossMoment(double correlation) => Series(Derivatives, DerivativeMeanSquare, correlation);

    /// <summary>Sum of c_n^2 r^n.</summary>
    public static double Series(EquatableArray<double> coefficients, double total, double correlation)
    {
        double sum = 0;
        double seen = 0;
        double power = 1;
        for (int n = 0; n < coefficients.Count; n++)
        {
            double square = coefficients[n] * coefficients[n];
            sum += square * power;
            seen += square;
            power *= correlation;
        }

        return sum + (Math.Max(0, total - seen) * power * power);
    }

    /// <summary>The moments of x -> f(x) with x ~ N(mean, variance), or nearly so.</summary>
    /// <param name="skewness">What x is off a normal variable.</param>
    /// <param name="excess">Likewise, in the fourth cumulant.</param>
    /// <param name="sizeVariation">Relative variance of the variance from sample to sample and network to network.</param>
    public static ActivationMoments Compute(
        EquatableArray<ActivationFunction> functions, double mean, double variance, double skewness = 0, double excess = 0, double sizeVariation = 0)
    {
        if (!(variance > 0)) return Constant(functions, mean);
        double std = Math.Sqrt(variance);
        bool isPlain = skewness == 0 && excess == 0 && sizeVariation == 0 && functions.Count == 1;
        return isPlain && functions[0] is { IsHomogeneous: true, NegativeSlope: double slope }
            ? RectifierMoments.Compute(slope, mean, std)
            : ActivationQuadrature.Compute(functions, mean, std, skewness, excess, sizeVariation);
    }

    private static ActivationMoments Constant(EquatableArray<ActivationFunction> functions, double x)
    {
        double slope = 1;
        foreach (ActivationFunction function in functions)
        {
            slope = function.Derivative(x);
            x = function.Value(x);
        }

        return new ActivationMoments(
            x, x * x, x * x * x, x * x * x * x, slope * slope, x * x * slope * slope, x == 0 ? 0 : 1, Math.Abs(slope) < SaturatedSlope ? 1 : 0, 1, 0, EquatableArray.Of(x), EquatableArray.Of(slope));
    }
}
