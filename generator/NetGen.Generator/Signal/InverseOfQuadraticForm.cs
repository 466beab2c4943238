namespace NetGen.Generator.Signal;

/// <summary>The mean of 1 / v for v = w S w, w normal: what a normalisation divides by.</summary>
internal static class InverseOfQuadraticForm
{
    /// <summary>Larger matrices take too long while somebody types.</summary>
    public const int LargestOrder = 49;

    /// <summary>
    /// No mean is larger: a form of rank 2 or less has none that is finite, and over as many channels as networks have it grows with the logarithm of
    /// their number.
    /// </summary>
    private const double Largest = 4;

    private static readonly Quadrature Rule = Quadrature.Over([0, 0.1, 0.3, 0.6, 0.8, 0.9, 0.96, 0.99, 0.999, 1]);

    /// <summary>
    /// E 1 / v times E v. As 1 / v is the integral of exp(-t v) over all t > 0, its mean is that of det(1 + 2 t S)^(-1/2). Here S consists of equal
    /// blocks, one for each of some channels, so the determinant is a power of one block's.
    /// </summary>
    /// <param name="block">Covariances of what a window sees of one channel, row by row.</param>
    /// <param name="order">Rows of the block.</param>
    /// <param name="blocks">Channels.</param>
    public static double Mean(double[] block, int order, double blocks)
    {
        double trace = Enumerable.Range(0, order).Sum(index => block[(index * order) + index]);
        // t E v runs from 0 to infinity as u / (1 - u).
        double[] matrix = new double[order * order];
        double sum = 0;
        for (int i = 0; i < Rule.Nodes.Length; i++)
        {
            double rest = 1 - Rule.Nodes[i];
            double t = Rule.Nodes[i] / rest;
            sum += Rule.Weights[i] * Math.Exp(-blocks / 2 * LogDeterminant(block, order, 2 * t / (blocks * trace), matrix)) / (rest * rest);
        }

        return Math.Min(Largest, Math.Max(1, sum));
    }

    /// <summary>ln det(1 + t B), by elimination: the matrix is symmetric and its pivots are positive.</summary>
    /// <param name="matrix">Memory of the block's size, whatever is in it.</param>
    private static double LogDeterminant(double[] block, int order, double t, double[] matrix)
    {
        for (int i = 0; i < matrix.Length; i++) matrix[i] = t * block[i];
        for (int i = 0; i < order; i++) matrix[(i * order) + i] += 1;
        double sum = 0;
        for (int pivot = 0; pivot < order; pivot++)
        {
            double value = Math.Max(1, matrix[(pivot * order) + pivot]);
            sum += Math.Log(value);
            for (int row = pivot + 1; row < order; row++)
            {
                double factor = matrix[(row * order) + pivot] / value;
                if (factor == 0) continue;
                for (int column = pivot + 1; column < order; column++) matrix[(row * order) + column] -= factor * matrix[(pivot * order) + column];
            }
        }

        return sum;
    }
}
