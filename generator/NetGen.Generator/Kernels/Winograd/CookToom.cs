namespace NetGen.Generator.Kernels;

/// <summary>
/// The matrices of a minimal filtering algorithm F(m, r): m outputs of a filter with r taps by m + r - 1 multiplications,
/// y = Aᵀ [(G g) ⊙ (Bᵀ d)]. Built after Cook and Toom by evaluating polynomials at points and interpolating (Winograd, "Arithmetic
/// Complexity of Computations", 1980; Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2016).
/// </summary>
internal sealed class CookToom
{
    // Small powers of two around zero keep the entries, and so the rounding error, small. The last point is infinity.
    private static readonly double[] s_points = [0, 1, -1, 2, -2, 0.5, -0.5];

    private CookToom(int outputs, int taps)
    {
        Outputs = outputs;
        Taps = taps;
        Size = outputs + taps - 1;
        double[] points = [.. s_points.Take(Size - 1)];
        Output = new double[outputs, Size];
        Filter = new double[Size, taps];
        Input = new double[Size, Size];
        for (int j = 0; j < points.Length; j++)
        {
            double scale = points.Where((_, other) => other != j).Aggregate(1.0, (product, point) => product * (points[j] - point));
            for (int i = 0; i < outputs; i++) Output[i, j] = Power(points[j], i);
            for (int k = 0; k < taps; k++) Filter[j, k] = Power(points[j], k) / scale;
            double[] polynomial = Polynomial(points.Where((_, other) => other != j));
            for (int k = 0; k < polynomial.Length; k++) Input[j, k] = polynomial[k];
        }

        Output[outputs - 1, Size - 1] = 1;
        Filter[Size - 1, taps - 1] = 1;
        double[] all = Polynomial(points);
        for (int k = 0; k < all.Length; k++) Input[Size - 1, k] = all[k];
    }

    /// <summary>m: outputs of one tile along an axis.</summary>
    public int Outputs { get; }

    /// <summary>r: taps of the filter along an axis.</summary>
    public int Taps { get; }

    /// <summary>m + r - 1: inputs of a tile along an axis, and multiplications.</summary>
    public int Size { get; }

    /// <summary>Aᵀ: [outputs, size].</summary>
    public double[,] Output { get; }

    /// <summary>G: [size, taps].</summary>
    public double[,] Filter { get; }

    /// <summary>Bᵀ: [size, size].</summary>
    public double[,] Input { get; }

    /// <summary>F(<paramref name="outputs"/>, <paramref name="taps"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not enough points for it.</exception>
    public static CookToom Create(int outputs, int taps)
    {
        if (outputs < 1 || taps < 1 || outputs + taps - 2 > s_points.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(outputs), outputs, $"Expected at most {s_points.Length} finite points.");
        }

        return new CookToom(outputs, taps);
    }

    // 0^0 is 1 here: the constant term of a polynomial.
    private static double Power(double value, int exponent) => exponent == 0 ? 1 : Math.Pow(value, exponent);

    /// <summary>The coefficients of the polynomial with these roots, the constant first.</summary>
    private static double[] Polynomial(IEnumerable<double> roots)
    {
        double[] coefficients = [1];
        foreach (double root in roots)
        {
            double[] next = new double[coefficients.Length + 1];
            for (int k = 0; k < coefficients.Length; k++)
            {
                next[k + 1] += coefficients[k];
                next[k] -= root * coefficients[k];
            }

            coefficients = next;
        }

        return coefficients;
    }
}
