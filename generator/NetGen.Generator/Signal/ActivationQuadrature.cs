using NetGen.Generator.Model;

namespace NetGen.Generator.Signal;

/// <summary>The moments of any activation, by quadrature in double precision.</summary>
internal static class ActivationQuadrature
{
    /// <summary>Standard deviations beyond which nothing is left.</summary>
    private const double Limit = 9;

    /// <summary>Where, in standard deviations, intervals end in any case.</summary>
    private static readonly double[] Grid = [-Limit, -6, -3, 0, 3, 6, Limit];

    /// <summary>How far from its corners an activation is still curved: there intervals must be short when the variable is wide.</summary>
    private static readonly double[] Curved = [-12, -4, -1.5, 1.5, 4, 12];

    /// <summary>
    /// For a variable that is not quite normal, the density is phi(z) (1 + s / 6 He3 + k / 24 He4 + s^2 / 72 He6), Edgeworth's series to second
    /// order, with skewness s and excess kurtosis k.
    /// </summary>
    /// <param name="sizeVariation">Relative variance of the variance, where it is itself a matter of chance.</param>
    public static ActivationMoments Compute(
        EquatableArray<ActivationFunction> functions, double mean, double std, double skewness, double excess, double sizeVariation = 0)
    {
        NormalMixture mixture = new(sizeVariation);
        Quadrature rule = Quadrature.Over(Bounds(functions, mean, std), z => mixture.Density(z) * Shape(z, skewness, excess));
        Sums sums = new(mixture);
        for (int i = 0; i < rule.Nodes.Length; i++) sums.Add(functions, mean, std, rule.Nodes[i], rule.Weights[i]);
        ActivationMoments moments = sums.Result();

        // A rectifier grows with what it reads, whatever the shape of its distribution; what the sum says holds for normal variables alone.
        return functions.All(static function => function.IsHomogeneous) ? moments with { Elasticity = 1 } : moments;
    }

    private static double Shape(double z, double skewness, double excess)
    {
        if (skewness == 0 && excess == 0) return 1;
        double square = z * z;
        double third = z * (square - 3);
        double fourth = (square * (square - 6)) + 3;
        double sixth = (square * ((square * (square - 15)) + 45)) - 15;
        return 1 + (skewness / 6 * third) + (excess / 24 * fourth) + (skewness * skewness / 72 * sixth);
    }

    private static List<double> Bounds(EquatableArray<ActivationFunction> functions, double mean, double std)
    {
        SortedSet<double> bounds = [.. Grid];
        foreach (ActivationFunction function in functions)
        {
            foreach (double corner in function.Corners)
            {
                double at = (corner - mean) / std;
                if (Math.Abs(at) < Limit) bounds.Add(at);
                foreach (double distance in Curved)
                {
                    double edge = at + (distance / std);
                    if (std > 1 && Math.Abs(edge) < Limit) bounds.Add(edge);
                }
            }
        }

        return [.. bounds];
    }

    private sealed class Sums(NormalMixture mixture)
    {
        private readonly double[] _polynomials = new double[Hermite.Terms];
        private readonly double[] _values = new double[Hermite.Terms];
        private readonly double[] _derivatives = new double[Hermite.Terms];
        private double _square;
        private double _third;
        private double _fourth;
        private double _slope;
        private double _along;
        private double _active;
        private double _saturated;
        private double _spread;
        private double _slopeSpread;

        public void Add(EquatableArray<ActivationFunction> functions, double mean, double std, double z, double weight)
        {
            double x = mean + (std * z);
            double slope = 1;
            foreach (ActivationFunction function in functions)
            {
                slope = function.Derivative(x);
                x = function.Value(x);
            }

            double square = weight * x * x;
            _square += square;
            _third += square * x;
            _fourth += square * x * x;
            _slope += weight * slope * slope;
            _along += square * slope * slope;
            double spread = mixture.Spread(z);
            _spread += square * spread;
            _slopeSpread += weight * slope * slope * spread;
            if (x != 0) _active += weight;
            if (Math.Abs(slope) < ActivationMoments.SaturatedSlope) _saturated += weight;
            mixture.Polynomials(z, _polynomials);
            for (int n = 0; n < _polynomials.Length; n++)
            {
                _values[n] += weight * x * _polynomials[n];
                _derivatives[n] += weight * slope * _polynomials[n];
            }
        }

        /// <summary>
        /// The squares of all coefficients add up to the second moment, and to less where some are left out. For a variable that is not quite normal
        /// they may come to more, and two values that are all but equal would have more in common than each with itself. The first two are a mean and a
        /// slope whatever the distribution.
        /// </summary>
        private static void Bound(double[] coefficients, double total)
        {
            double linear = (coefficients[0] * coefficients[0]) + (coefficients[1] * coefficients[1]);
            double others = coefficients.Sum(static coefficient => coefficient * coefficient) - linear;
            if (others <= total - linear) return;
            double factor = Math.Sqrt(Math.Max(0, total - linear) / others);
            for (int n = 2; n < coefficients.Length; n++) coefficients[n] *= factor;
        }

        public ActivationMoments Result()
        {
            // What is zero by symmetry is summed to a last bit that depends on the machine.
            if (Math.Abs(_values[0]) < 1e-12 * Math.Sqrt(_square)) _values[0] = 0;
            Bound(_values, _square);
            Bound(_derivatives, _slope);
            return new ActivationMoments(
                _values[0],
                _square,
                _third,
                _fourth,
                _slope,
                _along,
                Math.Min(1, _active),
                Math.Min(1, _saturated),
                _square > 0 ? ((_spread / _square) - 1) / 2 : 1,
                _slope > 0 ? ((_slopeSpread / _slope) - 1) / 2 : 0,
                _values.ToEquatableArray(),
                _derivatives.ToEquatableArray());
        }
    }
}
