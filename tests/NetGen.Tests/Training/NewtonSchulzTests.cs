using Xunit;

namespace NetGen.Tests.Training;

/// <summary>The iteration that Muon makes matrices orthogonal with, against its polynomial in double, and what it says of its own cost.</summary>
public class NewtonSchulzTests
{
    /// <summary>Rows, columns and rounds: of one, wide and tall, fewer rows than are computed at once and more, around the padding of 32.</summary>
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 5 }, { 1, 7, 1 }, { 9, 1, 2 }, { 2, 3, 5 }, { 3, 40, 3 }, { 4, 4, 5 }, { 5, 33, 4 }, { 33, 6, 5 }, { 32, 7, 2 }, { 13, 64, 1 }, { 34, 35, 2 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void RoundsAreThoseOfThePolynomial(int rows, int columns, int rounds)
    {
        float[] matrix = Draw(rows * columns, 0.3f);
        double[] expected = Iterate(matrix, rows, columns, rounds, 1e-7);
        var iteration = new NewtonSchulz(rows, columns);

        // Memory that others have used, and as much as is asked for.
        float[] scratch = new float[iteration.ScratchSize];
        Array.Fill(scratch, 1e3f);
        iteration.Run(matrix, rounds, 1e-7, scratch);
        for (int i = 0; i < matrix.Length; i++) Assert.Equal(expected[i], matrix[i], 2e-5);
    }

    /// <summary>A matrix that is nearly nothing is divided by the least norm, and one of zeros stays.</summary>
    [Fact]
    public void SmallMatricesAreDividedByTheLeastNorm()
    {
        float[] matrix = Draw(15, 1e-9f);
        double[] expected = Iterate(matrix, 3, 5, 2, 1e-3);
        var iteration = new NewtonSchulz(3, 5);
        iteration.Run(matrix, 2, 1e-3, new float[iteration.ScratchSize]);
        for (int i = 0; i < 15; i++) Assert.Equal(1, matrix[i] / expected[i], 1e-4);
        Assert.InRange(matrix.Max(Math.Abs), 1e-7f, 1e-4f);

        Array.Clear(matrix);
        iteration.Run(matrix, 5, 1e-7, new float[iteration.ScratchSize]);
        Assert.Equal(new float[15], matrix);
    }

    /// <summary>X X', its square and the product with X, whose shorter side is that of the square ones.</summary>
    [Theory]
    [InlineData(3, 5, 2, 2 * ((2 * 45) + 27))]
    [InlineData(5, 3, 2, 2 * ((2 * 45) + 27))]
    [InlineData(3000, 4000, 5, 5 * ((2 * 36_000_000_000) + 27_000_000_000))]
    public void WorkIsThatOfTheProducts(int rows, int columns, int rounds, long expected) =>
        Assert.Equal(expected, new NewtonSchulz(rows, columns).WorkOf(rounds));

    private static double[] Iterate(float[] matrix, int rows, int columns, int rounds, double epsilon)
    {
        double norm = Math.Max(Math.Sqrt(matrix.Sum(value => (double)value * value)), epsilon);
        double[] x = [.. matrix.Select(value => value / norm)];
        for (int round = 0; round < rounds; round++)
        {
            double[] transposed = [.. Enumerable.Range(0, x.Length).Select(i => x[(i % rows * columns) + (i / rows)])];
            double[] gram = Product(x, transposed, rows, columns, rows);
            double[] square = Product(gram, gram, rows, rows, rows);
            double[] cubic = Product([.. gram.Zip(square, (a, b) => (-4.775 * a) + (2.0315 * b))], x, rows, rows, columns);
            x = [.. x.Zip(cubic, (a, b) => (3.4445 * a) + b)];
        }

        return x;
    }

    private static double[] Product(double[] left, double[] right, int rows, int depth, int columns) =>
    [
        .. Enumerable.Range(0, rows * columns)
            .Select(i => Enumerable.Range(0, depth).Sum(k => left[(i / columns * depth) + k] * right[(k * columns) + (i % columns)])),
    ];

    private static float[] Draw(int count, float size)
    {
        var random = new SeededRandom(5);
        return [.. Enumerable.Range(0, count).Select(_ => size * (float)((2 * random.NextDouble()) - 1))];
    }
}
