using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>Where the mean square of a signal settles in a network of many equal layers.</summary>
internal static class FixedPoint
{
    private const int Steps = 100;

    /// <summary>Points per standard deviation. Sums over equally spaced points are as good as exact for smooth functions of a normal variable.</summary>
    private const int Resolution = 4;

    private const int Limit = 6;

    /// <summary>chi = gain x E f'(sqrt(q) z)^2 at the q with q = gain x E f(sqrt(q) z)^2.</summary>
    /// <param name="gain">Fan-in times variance of the weights.</param>
    public static double Slope(ActivationFunction activation, double gain)
    {
        // Close to the critical point a signal fades so slowly that iterating would take long; where it ends is known.
        bool fades = activation.Value(0) == 0 && gain * activation.Derivative(0) * activation.Derivative(0) <= 1;
        double square = fades ? 0 : 1;
        for (int step = 0; step < Steps && !fades; step++)
        {
            double next = gain * Mean(x => activation.Value(x) * activation.Value(x), Math.Sqrt(square));
            if (Math.Abs(next - square) <= 1e-4 * square) break;
            square = next;
        }

        return gain * Mean(x => activation.Derivative(x) * activation.Derivative(x), Math.Sqrt(square));
    }

    private static double Mean(Func<double, double> function, double std)
    {
        double sum = 0;
        double weights = 0;
        for (int point = -Limit * Resolution; point <= Limit * Resolution; point++)
        {
            double z = point / (double)Resolution;
            double weight = Math.Exp(-z * z / 2);
            sum += weight * function(std * z);
            weights += weight;
        }

        return sum / weights;
    }
}
