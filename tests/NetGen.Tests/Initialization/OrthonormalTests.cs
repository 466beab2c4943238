using NetGen.Initialization;

using Xunit;

namespace NetGen.Tests.Initialization;

public class OrthonormalTests
{
    /// <summary>
    /// P. Läuchli's vectors, 1 in the first place and little in one of the others: of each next to nothing is left, and doing it once leaves
    /// angles that are off by far more than a rounding. Whatever their size.
    /// </summary>
    [Theory]
    [InlineData(1, 1e-8)]
    [InlineData(1e3, 1e-6)]
    [InlineData(1e-3, 1e-6)]
    public void VectorsThatNearlyLieInOneDirectionAreAtRightAngles(double size, double little)
    {
        const int Count = 5;
        const int Length = 7;
        double[] vectors = new double[Count * Length];
        for (int i = 0; i < Count; i++) (vectors[i * Length], vectors[(i * Length) + i + 1]) = (size, size * little * (1 + (0.3 * i)));
        Orthonormal.Make(vectors, Count);
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j <= i; j++) Assert.Equal(i == j ? 1 : 0, Product(i, j), 1e-14);
        }

        double Product(int i, int j) => Enumerable.Range(0, Length).Sum(k => vectors[(i * Length) + k] * vectors[(j * Length) + k]);
    }

    [Fact]
    public void AVectorWithoutADirectionOfItsOwnIsRefused()
    {
        Assert.Throws<ArithmeticException>(() => Orthonormal.Make(new double[6], 2));
        Assert.Throws<ArithmeticException>(() => Orthonormal.Make([1, 0, 0, 4, 0, 0], 2));
    }
}
