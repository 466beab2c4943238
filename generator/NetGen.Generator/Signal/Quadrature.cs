namespace NetGen.Generator.Signal;

/// <summary>Nodes and weights on a row of intervals, 16 Gauss-Legendre points on each.</summary>
internal sealed class Quadrature
{
    /// <summary>Positive nodes of the rule on [-1, 1].</summary>
    private static readonly double[] HalfNodes =
    [
        0.0950125098376374402, 0.2816035507792589132, 0.4580167776572273863, 0.6178762444026437484,
        0.7554044083550030339, 0.8656312023878317439, 0.9445750230732325761, 0.9894009349916499326,
    ];

    private static readonly double[] HalfWeights =
    [
        0.1894506104550684963, 0.1826034150449235889, 0.1691565193950025382, 0.1495959888165767321,
        0.1246289712555338720, 0.0951585116824927848, 0.0622535239386478929, 0.0271524594117540949,
    ];

    private Quadrature(double[] nodes, double[] weights)
    {
        Nodes = nodes;
        Weights = weights;
    }

    public double[] Nodes { get; }

    public double[] Weights { get; }

    /// <summary>A rule over the intervals between neighbouring bounds.</summary>
    /// <param name="bounds">Ascending.</param>
    /// <param name="density">What multiplies the integrand: becomes part of the weights. Null for 1.</param>
    public static Quadrature Over(IReadOnlyList<double> bounds, Func<double, double>? density = null)
    {
        int points = 2 * HalfNodes.Length;
        double[] nodes = new double[(bounds.Count - 1) * points];
        double[] weights = new double[nodes.Length];
        for (int interval = 0; interval + 1 < bounds.Count; interval++)
        {
            double middle = (bounds[interval] + bounds[interval + 1]) / 2;
            double half = (bounds[interval + 1] - bounds[interval]) / 2;
            for (int i = 0; i < points; i++)
            {
                double sign = i < HalfNodes.Length ? -1 : 1;
                double node = middle + (sign * half * HalfNodes[i % HalfNodes.Length]);
                nodes[(interval * points) + i] = node;
                weights[(interval * points) + i] = half * HalfWeights[i % HalfNodes.Length] * (density?.Invoke(node) ?? 1);
            }
        }

        return new Quadrature(nodes, weights);
    }
}
