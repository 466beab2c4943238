namespace NetGen.Generator.Signal;

/// <summary>Softmax over independent normal logits, for any spread and number of classes.</summary>
/// <param name="LogSumExp">E ln sum exp(z_k), z of mean 0: the cross-entropy for labels that know nothing of z.</param>
/// <param name="SumOfSquares">E sum p_k^2: 1 / classes when undecided, 1 when certain.</param>
/// <param name="Entropy">
/// E of -sum p_k ln p_k: ln classes when undecided, 0 when certain. It is E ln sum exp(z_k) - E sum p_k z_k, and the second is s^2 (1 - E sum p_k^2)
/// for normal z (Stein's identity).
/// </param>
internal sealed record SoftmaxMoments(double LogSumExp, double SumOfSquares, double Entropy)
{
    private const double EulerGamma = 0.57721566490153286061;

    /// <summary>A Gumbel variable's range: exp(-exp(4)) and exp(-40) are nothing.</summary>
    private const double GumbelLow = -4;
    private const double GumbelHigh = 40;

    private static readonly Quadrature Normal = Quadrature.Over([-8, -2.5, 0, 2.5, 8], NormalDistribution.Density);

    private static readonly Quadrature Gumbel = Quadrature.Over(
        [GumbelLow, -1, 1, 4, 12, GumbelHigh], g => Math.Exp(-g - Math.Exp(-g)));

    /// <summary>
    /// ln sum exp(z_k) = E max(z_k + G_k) - gamma over independent standard Gumbel variables G, so the expectation is that of the largest of
    /// n independent variables x = s z + G: an integral over F^n, F their distribution function. And d/ds of it is s (1 - E sum p^2).
    /// </summary>
    /// <param name="std">s of the logits, from class to class.</param>
    public static SoftmaxMoments Compute(double std, int classes)
    {
        if (classes <= 1) return new SoftmaxMoments(0, 1, 0);
        double uniform = 1.0 / classes;

        // ln n + s^2 / 2 (1 - 1/n) and 1/n (1 + s^2 (1 - 1/n)): what is left out is of fourth order.
        double half = 0.5 * std * std * (1 - uniform);
        if (std < 1e-3) return new SoftmaxMoments(Math.Log(classes) + half, uniform * (1 + (2 * half)), Math.Log(classes) - half);
        double low = GumbelLow - (8 * std);
        double high = GumbelHigh + (8 * std);
        double largest = high;
        double slope = 0;
        double step = Math.Max(1, std);
        Quadrature axis = Quadrature.Over(Bounds(low, high, step, Math.Log(classes)));
        for (int i = 0; i < axis.Nodes.Length; i++)
        {
            (double below, double derivative) = Distribution(axis.Nodes[i], std);
            double power = Math.Pow(below, classes - 1);
            largest -= axis.Weights[i] * power * below;
            slope -= axis.Weights[i] * classes * power * derivative;
        }

        double squares = Math.Min(1, Math.Max(uniform, 1 - (slope / std)));
        double sum = largest - EulerGamma;
        return new SoftmaxMoments(sum, squares, Math.Max(0, Math.Min(Math.Log(classes), sum - (std * slope))));
    }

    /// <summary>For E (largest) = high - integral of F^n up to high: intervals as wide as F is smooth.</summary>
    private static List<double> Bounds(double low, double high, double step, double shift)
    {
        SortedSet<double> bounds = [low, high];
        for (double at = -4 * step; at <= 8 * step; at += 2 * step) bounds.Add(at);
        bounds.Add(shift);
        bounds.Add(shift + 4);
        bounds.Add(shift + 12);
        bounds.RemoveWhere(bound => bound < low || bound > high);
        return [.. bounds];
    }

    /// <summary>P(s z + G &lt; x) and its derivative by s, integrated over the narrower of the two variables: the distribution of the wider one is smooth there.</summary>
    private static (double Below, double Derivative) Distribution(double x, double std)
    {
        double below = 0;
        double derivative = 0;
        if (std < 1)
        {
            for (int i = 0; i < Normal.Nodes.Length; i++)
            {
                double exponent = Math.Exp(-(x - (std * Normal.Nodes[i])));
                double probability = Normal.Weights[i] * Math.Exp(-exponent);
                below += probability;
                if (probability > 0) derivative -= probability * exponent * Normal.Nodes[i];
            }

            return (below, derivative);
        }

        for (int i = 0; i < Gumbel.Nodes.Length; i++)
        {
            double z = (x - Gumbel.Nodes[i]) / std;
            below += Gumbel.Weights[i] * NormalDistribution.Cumulative(z);
            derivative -= Gumbel.Weights[i] * NormalDistribution.Density(z) * z / std;
        }

        return (below, derivative);
    }
}
