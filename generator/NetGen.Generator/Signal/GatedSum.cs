using NetGen.Generator.Model;

namespace NetGen.Generator.Signal;

/// <summary>A sum f(z) + b that a rectifier h follows, z and b normal.</summary>
/// <param name="Source">z and f.</param>
/// <param name="Gate">h.</param>
/// <param name="Mean">Of b.</param>
/// <param name="Variance">Of b.</param>
internal sealed record GatedSum(Preimage Source, ActivationFunction Gate, double Mean, double Variance)
{
    private const double Limit = 9;

    /// <summary>
    /// E f'^2 h'^2 over E f'^2 E h'^2: how much more of a gradient that has come through h goes on through f than if they had nothing to do
    /// with each other.
    /// </summary>
    public double Selection()
    {
        double std = Math.Sqrt(Source.Variance);
        Quadrature rule = Quadrature.Over(Bounds(std), NormalDistribution.Density);
        double both = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < rule.Nodes.Length; i++)
        {
            double value = Source.Mean + (std * rule.Nodes[i]);
            double slope = 1;
            foreach (ActivationFunction function in Source.Functions)
            {
                slope = function.Derivative(value);
                value = function.Value(value);
            }

            double open = Open(value + Mean);
            both += rule.Weights[i] * slope * slope * open;
            first += rule.Weights[i] * slope * slope;
            second += rule.Weights[i] * open;
        }

        return first > 0 && second > 0 ? both / (first * second) : 1;
    }

    /// <summary>An activation's corners are where an interval must end.</summary>
    private List<double> Bounds(double std)
    {
        SortedSet<double> bounds = [-Limit, -3, -1, 0, 1, 3, Limit];
        foreach (double corner in Source.Functions.SelectMany(function => function.Corners))
        {
            double at = (corner - Source.Mean) / std;
            if (Math.Abs(at) < Limit) bounds.Add(at);
        }

        return [.. bounds];
    }

    /// <summary>E h'(x + b)^2 over b, b of mean 0.</summary>
    private double Open(double mean)
    {
        double closed = Gate.Derivative(-1);
        double probability = Variance > 0 ? NormalDistribution.Cumulative(mean / Math.Sqrt(Variance)) : mean > 0 ? 1 : 0;
        return probability + ((1 - probability) * closed * closed);
    }
}
