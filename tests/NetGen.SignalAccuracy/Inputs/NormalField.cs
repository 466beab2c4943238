using System.Collections.Concurrent;

namespace NetGen.SignalAccuracy;

/// <summary>Normal values on the pixels of an image, correlated by a power of the distance: covariances by their Cholesky factor.</summary>
internal static class NormalField
{
    private static readonly ConcurrentDictionary<(int Height, int Width, double Correlation), double[]> Factors = new();

    /// <summary>The lower triangle L, row by row, with L L^T the covariances.</summary>
    public static double[] Factor(int height, int width, double correlation)
        => Factors.GetOrAdd((height, width, correlation), static key => Decompose(key.Height, key.Width, key.Correlation));

    /// <summary>One value of L z, z independent.</summary>
    public static double At(double[] factor, double[] independent, int position)
    {
        double sum = 0;
        int row = position * (position + 1) / 2;
        for (int other = 0; other <= position; other++) sum += factor[row + other] * independent[other];
        return sum;
    }

    private static double[] Decompose(int height, int width, double correlation)
    {
        int count = height * width;
        double[] factor = new double[count * (count + 1) / 2];
        for (int i = 0; i < count; i++)
        {
            int row = i * (i + 1) / 2;
            for (int j = 0; j <= i; j++)
            {
                int otherRow = j * (j + 1) / 2;
                double distance = Math.Sqrt(Math.Pow((i / width) - (j / width), 2) + Math.Pow((i % width) - (j % width), 2));
                double sum = Math.Pow(correlation, distance);
                for (int k = 0; k < j; k++) sum -= factor[row + k] * factor[otherRow + k];
                factor[row + j] = i == j ? Math.Sqrt(sum) : sum / factor[otherRow + j];
            }
        }

        return factor;
    }
}
