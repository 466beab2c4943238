using NetGen.Initialization;
using NetGen.Runtime;
using NetGen.Tests.Reference;

using Xunit;

namespace NetGen.Tests.Initialization;

/// <summary>Parameters that follow from others, and tables that follow from a formula.</summary>
public class DependentInitializerTests
{
    private const ulong Seed = 0x123456789ABCDEF0;

    /// <summary>Matrices of one row, one column, wide, tall and in groups, kernels seen from either side, and more rows than are drawn at once.</summary>
    public static TheoryData<int, int, int, int, int, bool> Shapes => new()
    {
        { 1, 1, 7, 1, 1, false },
        { 1, 6, 1, 1, 1, false },
        { 1, 5, 9, 1, 1, false },
        { 1, 11, 4, 1, 1, false },
        { 1, 6, 3, 2, 5, false },
        { 2, 4, 3, 3, 2, false },
        { 1, 6, 3, 2, 5, true },
        { 1, 3, 70, 3, 1, true },
        { 1, 2 * InverseNormal.Chunk, 2, 1, 1, false },
        { 1, (2 * InverseNormal.Chunk) + 3, 3, 1, 1, false },
    };

    [Fact]
    public void LengthsAreThoseOfEachUnit()
    {
        var block = new ParameterBlock(Layouts.Info(("g", new(0, 1, 6, 1, 1, 1, 4)), ("v", new(0, 2, 3, 5, 2, 2, 4))));
        ParameterInitializer.Normal(block, 1, Seed, 0.5, 2);
        ParameterInitializer.Norms(block, 0, of: 1);
        float[] values = Layouts.Unpack(block, 1);
        float[] expected = [.. values.Chunk(20).Select(unit => (float)Math.Sqrt(unit.Sum(value => (double)value * value)))];
        Assert.Equal(expected, Layouts.Unpack(block, 0));
    }

    /// <summary>Iterations on the matrix written out. A seed's bits are promised, so they have to begin with what it gives and end when they should.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void SingularVectorsAreThoseOfPowerIterations(int groups, int outputs, int inputs, int kernelRows, int kernelColumns, bool isTransposed)
    {
        ParameterLayout layout = new(0, groups, outputs, inputs, kernelRows, kernelColumns, 8);
        int iterations = AssertFollows(layout, isTransposed, static (block, index) => ParameterInitializer.Normal(block, index, 5, 0.1, 1));
        Assert.InRange(iterations, 2, 99);
    }

    /// <summary>
    /// Logarithms of singular values side by side, of which the first vector has shares like a bell: iterations move the bell, and what grows in each is in
    /// proportion to its variance.
    /// </summary>
    [Fact]
    public void PowerIterationsEndAfterAHundred()
    {
        const int Size = 30;
        const double Deviation = 0.009;
        double[] logarithms = [.. Enumerable.Range(0, Size).Select(i => 0.003 * (i - 9))];
        double[] bell = Normalized(logarithms.Select(s => Math.Exp(-s * s / (4 * Deviation * Deviation))));
        double[] first = Normalized(First(Size, of: 0));

        // The reflection that brings the first vector to the bell makes left singular vectors of its columns.
        double[] axis = Normalized(first.Zip(bell, (a, b) => a - b));
        double[] matrix = [.. Enumerable.Range(0, Size * Size).Select(i => Reflection(i / Size, i % Size) * Math.Exp(logarithms[i % Size]))];
        ParameterLayout layout = new(0, 1, Size, Size, 1, 1, 8);
        int iterations = AssertFollows(layout, isTransposed: false, (block, index) => ParameterInitializer.Values(block, index, matrix));
        Assert.Equal(100, iterations);

        double Reflection(int row, int column) => (row == column ? 1 : 0) - (2 * axis[row] * axis[column]);
    }

    /// <summary>Where there is nothing to divide by, vectors stay as they are: no NaN.</summary>
    [Fact]
    public void AMatrixOfZerosHasVectorsOfZeros()
    {
        ParameterBlock block = Create(new(0, 1, 4, 3, 1, 1, 4), isTransposed: false, static (block, index) => ParameterInitializer.Constant(block, index, 0));
        ParameterInitializer.SingularVector(block, 1, of: 0, Seed, isLeft: true, isTransposed: false);
        ParameterInitializer.SingularVector(block, 2, of: 0, Seed, isLeft: false, isTransposed: false);
        Assert.Equal(new float[4], Layouts.Unpack(block, 1));
        Assert.Equal(new float[3], Layouts.Unpack(block, 2));
    }

    /// <summary>Vaswani et al., 2017, section 3.5, also of an odd number of columns.</summary>
    [Theory]
    [InlineData(9, 6)]
    [InlineData(4, 5)]
    public void PositionsAreSinesAndCosines(int rows, int columns)
    {
        var block = new ParameterBlock(Layouts.Info(("w", rows, columns, 1, 1, 4)));
        ParameterInitializer.Sinusoidal(block, 0);
        float[] values = Layouts.Unpack(block, 0);
        for (int t = 0; t < rows; t++)
        {
            for (int i = 0; 2 * i < columns; i++)
            {
                double angle = t * Math.Pow(10_000, -2.0 * i / columns);
                Assert.Equal(Math.Sin(angle), values[(t * columns) + (2 * i)], 1e-6);
                if ((2 * i) + 1 < columns) Assert.Equal(Math.Cos(angle), values[(t * columns) + (2 * i) + 1], 1e-6);
            }
        }
    }

    [Fact]
    public void OneRowIsClearedAndTheOthersStay()
    {
        var block = new ParameterBlock(Layouts.Info(("w", new(0, 2, 4, 3, 1, 1, 4))));
        ParameterInitializer.Normal(block, 0, Seed, 0, 1);
        float[] expected = Layouts.Unpack(block, 0);
        Array.Clear(expected, 5 * 3, 3);
        ParameterInitializer.ClearRow(block, 0, row: 5);
        Assert.Equal(expected, Layouts.Unpack(block, 0));
    }

    [Fact]
    public void ValuesAreAskedFor()
    {
        ParameterBlock block = Layouts.Vectors(1, 4);
        Assert.Equal("values", Assert.Throws<ArgumentNullException>(() => ParameterInitializer.Values(block, 0, null!)).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentNullException>(() => ParameterInitializer.PartConstants(block, 0, null!)).ParamName);
    }

    private static ParameterBlock Create(ParameterLayout layout, bool isTransposed, Action<ParameterBlock, int> initialize)
    {
        int rows = isTransposed ? layout.Inputs : layout.Groups * layout.Outputs;
        var block = new ParameterBlock(Layouts.Info(("w", layout), ("u", new(0, 1, rows, 1, 1, 1, 8)), ("v", new(0, 1, layout.Count / rows, 1, 1, 1, 8))));
        initialize(block, 0);
        return block;
    }

    /// <summary>What iterations begin with: a stream of normal numbers of its own for each matrix.</summary>
    private static double[] First(int rows, uint of)
    {
        const uint Vectors = 0x80000001;
        return [.. Enumerable.Range(0, rows).Select(i => InverseNormal.FromWord(Philox.Generate(Seed, (uint)i / 4, Vectors, of, RandomPurpose.Parameters)[i]))];
    }

    /// <summary>Compares both vectors with the reference, and gives its iterations.</summary>
    private static int AssertFollows(ParameterLayout layout, bool isTransposed, Action<ParameterBlock, int> initialize)
    {
        ParameterBlock block = Create(layout, isTransposed, initialize);
        float[,] matrix = Matrix(Layouts.Unpack(block, 0), block.Info.Parameters[0].Shape, isTransposed);
        (double[] left, double[] right, int iterations) = Iterate(matrix, of: 0);
        ParameterInitializer.SingularVector(block, 1, of: 0, Seed, isLeft: true, isTransposed);
        ParameterInitializer.SingularVector(block, 2, of: 0, Seed, isLeft: false, isTransposed);
        AssertClose(left, Layouts.Unpack(block, 1));
        AssertClose(right, Layouts.Unpack(block, 2));
        return iterations;

        static void AssertClose(double[] expected, float[] actual)
        {
            Assert.Equal(expected.Length, actual.Length);
            for (int i = 0; i < actual.Length; i++) Assert.Equal(expected[i], actual[i], 1e-6);
        }
    }

    /// <summary>Rows by the first axis and columns by the others, or rows by the second axis.</summary>
    private static float[,] Matrix(float[] values, IReadOnlyList<int> shape, bool isTransposed)
    {
        int taps = shape[2] * shape[3];
        var matrix = new float[shape[isTransposed ? 1 : 0], shape[isTransposed ? 0 : 1] * taps];
        for (int first = 0; first < shape[0]; first++)
        {
            for (int second = 0; second < shape[1]; second++)
            {
                for (int tap = 0; tap < taps; tap++)
                {
                    float value = values[(((first * shape[1]) + second) * taps) + tap];
                    if (isTransposed) matrix[second, (first * taps) + tap] = value;
                    else matrix[first, (second * taps) + tap] = value;
                }
            }
        }

        return matrix;
    }

    /// <summary>v = M' u and u = M v, each divided by its length, until u's length before that grows by a ten-thousandth at most, or a hundred times.</summary>
    private static (double[] Left, double[] Right, int Iterations) Iterate(float[,] matrix, uint of)
    {
        (int rows, int columns) = (matrix.GetLength(0), matrix.GetLength(1));
        double[] u = First(rows, of);
        double[] v = FromRight();
        double before = 0;
        int iterations = 0;
        while (iterations < 100)
        {
            iterations++;
            u = [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, columns).Sum(column => matrix[row, column] * v[column]))];
            double length = Length(u);
            u = [.. u.Select(value => value / length)];
            if (length <= before * 1.0001) break;
            before = length;
            v = FromRight();
        }

        return (u, v, iterations);

        double[] FromRight() => Normalized(Enumerable.Range(0, columns).Select(column => Enumerable.Range(0, rows).Sum(row => matrix[row, column] * u[row])));
    }

    private static double[] Normalized(IEnumerable<double> vector)
    {
        double[] values = [.. vector];
        double length = Length(values);
        return [.. values.Select(value => value / length)];
    }

    private static double Length(double[] vector) => Math.Sqrt(vector.Sum(value => value * value));
}
