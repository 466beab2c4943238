using NetGen.Generator.Kernels;

namespace NetGen.Generator.Tests.Kernels;

public sealed class CookToomTests
{
    [Theory]
    [InlineData(2, 3)]
    [InlineData(4, 3)]
    [InlineData(3, 4)]
    [InlineData(2, 5)]
    [InlineData(4, 5)]
    [InlineData(5, 4)]
    public void Few_multiplications_give_a_filter_s_outputs(int outputs, int taps)
    {
        CookToom algorithm = CookToom.Create(outputs, taps);
        double[] filter = [.. Enumerable.Range(0, taps).Select(i => Math.Sin(1 + i))];
        double[] input = [.. Enumerable.Range(0, outputs + taps - 1).Select(i => Math.Sin(2.5 + i))];
        double[] left = Multiply(algorithm.Filter, filter);
        double[] right = Multiply(algorithm.Input, input);
        double[] result = Multiply(algorithm.Output, [.. left.Zip(right, (a, b) => a * b)]);
        for (int i = 0; i < outputs; i++)
        {
            double expected = Enumerable.Range(0, taps).Sum(tap => filter[tap] * input[i + tap]);
            Assert.Equal(expected, result[i], 1e-12);
        }
    }

    [Fact]
    public void A_tile_for_which_there_are_no_points_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => CookToom.Create(6, 5));

    private static double[] Multiply(double[,] matrix, double[] vector)
        => [.. Enumerable.Range(0, matrix.GetLength(0)).Select(row => Enumerable.Range(0, vector.Length).Sum(column => matrix[row, column] * vector[column]))];
}
