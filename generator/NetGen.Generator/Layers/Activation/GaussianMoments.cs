using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Expectations over a normally distributed input, by quadrature: what an activation does to a signal.</summary>
internal static class GaussianMoments
{
    /// <summary>Further out nothing contributes in double precision, not even to the square of a square.</summary>
    private const double Limit = 12;

    /// <summary>Positive nodes of the 16-point Gauss-Legendre rule on [-1, 1].</summary>
    private static readonly double[] Nodes =
    [
        0.0950125098376374402, 0.2816035507792589132, 0.4580167776572273863, 0.6178762444026437484,
        0.7554044083550030339, 0.8656312023878317439, 0.9445750230732325761, 0.9894009349916499326,
    ];

    /// <summary>Their weights.</summary>
    private static readonly double[] Weights =
    [
        0.1894506104550684963, 0.1826034150449235889, 0.1691565193950025382, 0.1495959888165767321,
        0.1246289712555338720, 0.0951585116824927848, 0.0622535239386478929, 0.0271524594117540949,
    ];

    /// <summary>E f(z)^2 for z ~ N(0, 1): the mean square of an activation's output when its input has mean 0 and variance 1.</summary>
    public static double MeanSquare(ActivationFunction activation)
        => Expectation(x => activation.Value(x) * activation.Value(x), 0, 1, activation.Corners);

    /// <summary>E g(x) for x ~ N(mean, std^2).</summary>
    /// <param name="corners">Where g is not smooth.</param>
    public static double Expectation(Func<double, double> function, double mean, double std, params double[] corners)
    {
        var bounds = new SortedSet<double>();
        for (int step = -(int)Limit; step <= (int)Limit; step++) bounds.Add(step);
        foreach (double corner in corners)
        {
            double standard = (corner - mean) / std;
            if (Math.Abs(standard) < Limit) bounds.Add(standard);
        }

        double sum = 0;
        double? from = null;
        foreach (double to in bounds)
        {
            if (from is double start) sum += Integrate(z => function(mean + (std * z)) * NormalDistribution.Density(z), start, to);
            from = to;
        }

        return sum;
    }

    private static double Integrate(Func<double, double> function, double from, double to)
    {
        double middle = (from + to) / 2;
        double half = (to - from) / 2;
        double sum = 0;
        for (int i = 0; i < Nodes.Length; i++)
        {
            sum += Weights[i] * (function(middle - (half * Nodes[i])) + function(middle + (half * Nodes[i])));
        }

        return sum * half;
    }
}
