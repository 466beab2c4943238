using NetGen.Runtime;
using NetGen.Tests.Reference;

using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Every function over a dense sample of all floats: error against double, and the same bits at every width.</summary>
public class VectorMathTests
{
    private interface IFunction
    {
        static abstract TVector Apply<TVector>(TVector x)
            where TVector : struct, IVector<TVector>;

        static abstract double Exact(double x);
    }

    [Fact]
    public void Exp() => AssertErrorBelow<ExpFunction>(1.1, -104, 89);

    /// <summary>As e^x down to where one scaling reaches; below, that: nothing beside 1, but not 0.</summary>
    [Fact]
    public void ExpOfNegative()
    {
        AssertErrorBelow<ExpOfNegativeFunction>(1.1, -87, 88); // what it is made of holds above 0, too
        Assert.Equal(1f, Scalar<ExpOfNegativeFunction>(0f));
        foreach (float x in new[] { -87.1f, -1e5f, float.MinValue, float.NegativeInfinity }) Assert.Equal(Scalar<ExpFunction>(-87f), Scalar<ExpOfNegativeFunction>(x));
        Assert.Equal(1f, 1f + (1e6f * Scalar<ExpOfNegativeFunction>(float.NegativeInfinity)));
        Assert.True(float.IsNaN(Scalar<ExpOfNegativeFunction>(float.NaN)));
    }

    [Fact]
    public void ExpMinusOne() => AssertErrorBelow<ExpMinusOneFunction>(2.0, -104, 89);

    [Fact]
    public void Log() => AssertErrorBelow<LogFunction>(1.0, 0, float.MaxValue);

    [Fact]
    public void Tanh() => AssertErrorBelow<TanhFunction>(2.0, -20, 20);

    [Fact]
    public void Sigmoid() => AssertErrorBelow<SigmoidFunction>(2.0, -105, 30);

    [Fact]
    public void Softplus() => AssertErrorBelow<SoftplusFunction>(2.0, -105, 1e4f);

    [Fact]
    public void Erf() => AssertErrorBelow<ErfFunction>(2.0, -6, 6);

    [Fact]
    public void NormalCdf() => AssertErrorBelow<NormalCdfFunction>(6.5, -15, 8);

    [Fact]
    public void NormalDensity() => AssertErrorBelow<NormalDensityFunction>(2.0, -15, 15);

    [Fact]
    public void LimitsAndNaN()
    {
        AssertLimits<ExpFunction>(0, float.PositiveInfinity);
        AssertLimits<ExpMinusOneFunction>(-1, float.PositiveInfinity);
        AssertLimits<LogFunction>(float.NaN, float.PositiveInfinity);
        AssertLimits<TanhFunction>(-1, 1);
        AssertLimits<SigmoidFunction>(0, 1);
        AssertLimits<SoftplusFunction>(0, float.PositiveInfinity);
        AssertLimits<ErfFunction>(-1, 1);
        AssertLimits<NormalCdfFunction>(0, 1);
        AssertLimits<NormalDensityFunction>(0, 0);
    }

    [Fact]
    public void ExpOverflowsAndUnderflowsWhereItShould()
    {
        Assert.Equal(float.PositiveInfinity, Scalar<ExpFunction>(88.72284f));
        Assert.True(float.IsFinite(Scalar<ExpFunction>(88.72283f)));
        Assert.Equal(float.Epsilon, Scalar<ExpFunction>(-103.97f));
        Assert.Equal(0f, Scalar<ExpFunction>(-103.98f));
        Assert.Equal(0f, Scalar<ExpFunction>(float.MinValue));
        Assert.Equal(float.PositiveInfinity, Scalar<ExpFunction>(float.MaxValue));
    }

    [Fact]
    public void LogOfZeroAndOfNegativeNumbers()
    {
        Assert.Equal(float.NegativeInfinity, Scalar<LogFunction>(0f));
        Assert.Equal(float.NegativeInfinity, Scalar<LogFunction>(-0f));
        Assert.Equal(float.NaN, Scalar<LogFunction>(-1f));
        Assert.Equal(0f, Scalar<LogFunction>(1f));
    }

    private static void AssertErrorBelow<TFunction>(double bound, float low, float high)
        where TFunction : IFunction
        => FloatSweep.AssertErrorBelow(
            bound, low, high, TFunction.Exact, Run<TFunction, Simd512>, Run<TFunction, Simd256>, Run<TFunction, Simd128>, Run<TFunction, SimdScalar>);

    private static void Run<TFunction, TVector>(float[] source, float[] destination)
        where TFunction : IFunction
        where TVector : struct, IVector<TVector>
    {
        for (int i = 0; i < source.Length; i += TVector.Count)
        {
            TVector.Store(TFunction.Apply(TVector.Load(ref source[i])), ref destination[i]);
        }
    }

    private static void AssertLimits<TFunction>(float atMinusInfinity, float atPlusInfinity)
        where TFunction : IFunction
    {
        Assert.Equal(atMinusInfinity, Scalar<TFunction>(float.NegativeInfinity));
        Assert.Equal(atPlusInfinity, Scalar<TFunction>(float.PositiveInfinity));
        AssertNaN<TFunction, SimdScalar>();
        AssertNaN<TFunction, Simd128>();
        AssertNaN<TFunction, Simd256>();
        AssertNaN<TFunction, Simd512>();
    }

    private static void AssertNaN<TFunction, TVector>()
        where TFunction : IFunction
        where TVector : struct, IVector<TVector> =>
        Assert.Equal(float.NaN, TVector.Sum(TFunction.Apply(TVector.Broadcast(float.NaN))));

    private static float Scalar<TFunction>(float x)
        where TFunction : IFunction => SimdScalar.Sum(TFunction.Apply(SimdScalar.Broadcast(x)));

    private struct ExpFunction : IFunction
    {
        public static TVector Apply<TVector>(TVector x)
            where TVector : struct, IVector<TVector> => VectorMath.Exp(x);

        public static double Exact(double x) => Math.Exp(x);
    }

    private struct ExpOfNegativeFunction : IFunction
    {
        public static TVector Apply<TVector>(TVector x)
            where TVector : struct, IVector<TVector> => VectorMath.ExpOfNegative(x);

        public static double Exact(double x) => Math.Exp(x);
    }

    private struct ExpMinusOneFunction : IFunction
    {
        public static TVector Apply<TVector>(TVector x)
            where TVector : struct, IVector<TVector> => VectorMath.ExpMinusOne(x);

        public static double Exact(double x) => SpecialFunctions.ExpMinusOne(x);
    }

    private struct LogFunction : IFunction
    {
        public static TVector Apply<TVector>(TVector x)
            where TVector : struct, IVector<TVector> => VectorMath.Log(x);

        public static double Exact(double x) => Math.Log(x);
    }

    private struct TanhFunction : IFunction
    {
        public static TVector Apply<TVector>(TVector x)
            where TVector : struct, IVector<TVector> => VectorMath.Tanh(x);

        public static double Exact(double x) => Math.Tanh(x);
    }

    private struct SigmoidFunction : IFunction
    {
        public static TVector Apply<TVector>(TVector x)
            where TVector : struct, IVector<TVector> => VectorMath.Sigmoid(x);

        public static double Exact(double x) => SpecialFunctions.Sigmoid(x);
    }

    private struct SoftplusFunction : IFunction
    {
        public static TVector Apply<TVector>(TVector x)
            where TVector : struct, IVector<TVector> => VectorMath.Softplus(x);

        public static double Exact(double x) => SpecialFunctions.Softplus(x);
    }

    private struct ErfFunction : IFunction
    {
        public static TVector Apply<TVector>(TVector x)
            where TVector : struct, IVector<TVector> => VectorMath.Erf(x);

        public static double Exact(double x) => SpecialFunctions.Erf(x);
    }

    private struct NormalCdfFunction : IFunction
    {
        public static TVector Apply<TVector>(TVector x)
            where TVector : struct, IVector<TVector> => VectorMath.NormalCdf(x);

        public static double Exact(double x) => SpecialFunctions.NormalCdf(x);
    }

    private struct NormalDensityFunction : IFunction
    {
        public static TVector Apply<TVector>(TVector x)
            where TVector : struct, IVector<TVector> => VectorMath.NormalDensity(x);

        public static double Exact(double x) => SpecialFunctions.NormalDensity(x);
    }
}
