using NetGen.Generator.Signal;

namespace NetGen.Generator.Tests.Signal;

/// <summary>Sums over steps in closed form against the sums themselves.</summary>
public sealed class SinusoidTests
{
    public static TheoryData<int, int> Sizes { get; } = new() { { 1, 1 }, { 1, 4 }, { 2, 3 }, { 7, 5 }, { 16, 8 }, { 33, 64 }, { 200, 17 }, { 1000, 2 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Moments_are_those_of_the_table(int steps, int channels)
    {
        double[,] table = Table(steps, channels);
        (double mean, double square) = Sinusoid.Moments(steps, channels);
        Assert.Equal(table.Cast<double>().Average(), mean, 1e-12);
        Assert.Equal(table.Cast<double>().Average(value => value * value), square, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Any_two_steps_have_the_mean_product_of_the_table(int steps, int channels)
    {
        double[,] table = Table(steps, channels);
        double sum = 0;
        for (int first = 0; first < steps; first++)
        {
            for (int second = 0; second < steps; second++) sum += Product(table, first, second);
        }

        Assert.Equal(sum / steps / steps, Sinusoid.MeanProductOfAnyTwo(steps, channels), 1e-12);
    }

    /// <summary>Of pairs of channels; a sine without its cosine depends on where the steps are.</summary>
    [Theory]
    [InlineData(9, 4)]
    [InlineData(40, 16)]
    public void Steps_so_far_apart_have_the_mean_product_of_the_table(int steps, int channels)
    {
        double[,] table = Table(steps, channels);
        for (int apart = 0; apart < steps; apart++) Assert.Equal(Product(table, steps - 1 - apart, steps - 1), Sinusoid.MeanProduct(channels, apart), 1e-12);
    }

    private static double Product(double[,] table, int first, int second)
        => Enumerable.Range(0, table.GetLength(1)).Average(channel => table[first, channel] * table[second, channel]);

    private static double[,] Table(int steps, int channels)
    {
        var table = new double[steps, channels];
        for (int step = 0; step < steps; step++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                double angle = step / Math.Pow(10_000, 2 * (channel / 2) / (double)channels);
                table[step, channel] = channel % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle);
            }
        }

        return table;
    }
}
