using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

/// <summary>Where an activation hardly lets a gradient through: |f'| below <see cref="ActivationMoments.SaturatedSlope"/>.</summary>
internal static class SaturatedUnits
{
    /// <summary>Outside, what holds at the end holds for ever.</summary>
    private const double Limit = 32;

    private const double Step = 1.0 / 64;

    /// <summary>Pairs of lower and upper limits of x, ascending.</summary>
    public static EquatableArray<double> Inputs(ActivationFunction function)
    {
        List<double> limits = [];
        bool wasInside = IsSaturated(function, -Limit);
        if (wasInside) limits.Add(double.NegativeInfinity);
        for (double x = -Limit; x < Limit; x += Step)
        {
            bool isInside = IsSaturated(function, x + Step);
            if (isInside != wasInside) limits.Add(Edge(function, x, x + Step, wasInside));
            wasInside = isInside;
        }

        if (wasInside) limits.Add(double.PositiveInfinity);
        return limits.ToEquatableArray();
    }

    /// <summary>Pairs of limits of f(x), for an f that only grows.</summary>
    public static EquatableArray<double> Outputs(ActivationFunction function)
        => Inputs(function).Select(x => double.IsInfinity(x) ? End(function, x) : function.Value(x)).ToEquatableArray();

    /// <summary>What f tends to, or infinity.</summary>
    private static double End(ActivationFunction function, double x)
    {
        double far = function.Value(x > 0 ? 1e12 : -1e12);
        return Math.Abs(far) > 1e6 ? x : far;
    }

    private static double Edge(ActivationFunction function, double from, double to, bool fromInside)
    {
        for (int halving = 0; halving < 60; halving++)
        {
            double middle = (from + to) / 2;
            if (IsSaturated(function, middle) == fromInside) from = middle;
            else to = middle;
        }

        return fromInside ? from : to;
    }

    private static bool IsSaturated(ActivationFunction function, double x) => Math.Abs(function.Derivative(x)) < ActivationMoments.SaturatedSlope;
}
