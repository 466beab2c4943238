using System.Globalization;

using NetGen.Runtime;
using NetGen.Tests.Reference;

using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Each activation against its formula in double; its derivative against a central difference of that formula.</summary>
public class ActivationTests
{
    /// <summary>
    /// What is known of one activation: the struct, the formula, its limits, the error allowed in ulp of the value, and the places where a
    /// central difference means nothing because slope or curvature jumps.
    /// </summary>
    private sealed record Case(
        string Name,
        IActivation Activation,
        Func<double, double> Formula,
        float AtMinusInfinity,
        float AtPlusInfinity,
        double Ulps,
        params double[] Kinks);

    private static readonly Case[] Cases =
    [
        new("Identity", default(IdentityActivation), x => x, float.NegativeInfinity, float.PositiveInfinity, 0),
        new("ReLU", default(ReLUActivation), x => Math.Max(0, x), 0, float.PositiveInfinity, 0, 0),
        new("LeakyReLU", new LeakyReLUActivation(0.125f), x => x > 0 ? x : 0.125 * x, float.NegativeInfinity, float.PositiveInfinity, 0, 0),
        new("ReLU6", default(ReLU6Activation), x => Math.Clamp(x, 0, 6), 0, 6, 0, 0, 6),
        new("ELU", new ELUActivation(0.75f), x => x > 0 ? x : 0.75 * SpecialFunctions.ExpMinusOne(x), -0.75f, float.PositiveInfinity, 2, 0),
        new("CELU", new CELUActivation(1.5f), x => x > 0 ? x : 1.5 * SpecialFunctions.ExpMinusOne(x / 1.5), -1.5f, float.PositiveInfinity, 2, 0),
        new("SELU", default(SELUActivation), Selu, -1.7580993f, float.PositiveInfinity, 2.5, 0),
        new("GELU", default(GELUActivation), x => x * SpecialFunctions.NormalCdf(x), 0, float.PositiveInfinity, 6),
        new("SiLU", default(SiLUActivation), x => x * SpecialFunctions.Sigmoid(x), 0, float.PositiveInfinity, 2),
        new("Mish", default(MishActivation), x => x * Math.Tanh(SpecialFunctions.Softplus(x)), 0, float.PositiveInfinity, 2),
        new("HardSwish", default(HardSwishActivation), x => x * Math.Clamp(x + 3, 0, 6) / 6, 0, float.PositiveInfinity, 0, -3, 3),
        new("Tanh", default(TanhActivation), Math.Tanh, -1, 1, 2),
        new("LeCunTanh", default(LeCunTanhActivation), x => 1.7159 * Math.Tanh(2 * x / 3), -1.7159f, 1.7159f, 3.5),
        new("HardTanh", default(HardTanhActivation), x => Math.Clamp(x, -1, 1), -1, 1, 0, -1, 1),
        new("Sigmoid", default(SigmoidActivation), SpecialFunctions.Sigmoid, 0, 1, 2),
        new("HardSigmoid", default(HardSigmoidActivation), x => Math.Clamp((x + 3) / 6, 0, 1), 0, 1, 0, -3, 3),
        new("Softplus", default(SoftplusActivation), SpecialFunctions.Softplus, 0, float.PositiveInfinity, 2),
        new("Softsign", default(SoftsignActivation), x => x / (1 + Math.Abs(x)), -1, 1, 2, 0),
        new("SquaredReLU", default(SquaredReLUActivation), x => Math.Max(0, x) * Math.Max(0, x), 0, float.PositiveInfinity, 0.5, 0),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    public static TheoryData<string> NamesOfCurves => [.. Cases.Where(c => c.Ulps > 0).Select(c => c.Name)];

    [Fact]
    public void EveryActivationOfTheLibraryIsTested()
    {
        IEnumerable<Type> structs = typeof(IActivation).Assembly.GetTypes()
            .Where(type => type.IsValueType && typeof(IActivation).IsAssignableFrom(type));
        Assert.Equal(structs.Select(type => type.Name).Order(), Cases.Select(c => c.Activation.GetType().Name).Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ValueIsTheFormula(string name)
    {
        Case activation = Find(name);
        foreach (float x in Inputs())
        {
            double exact = activation.Formula(x);
            float actual = Apply<SimdScalar>(activation, x);

            // Sums and products of exact inputs are off by roundings of their terms: bounded by the largest of them.
            double roundings = activation.Ulps > 0 ? UlpBound(exact, activation.Ulps) : 1e-6 * Math.Max(1e-3, Math.Abs(exact));
            Assert.True(Math.Abs(actual - exact) <= roundings, Format(x, exact, actual));
        }
    }

    /// <summary>Those that are more than a sum or a product, over a dense sample of all floats that they do not merely pass on.</summary>
    [Theory]
    [MemberData(nameof(NamesOfCurves))]
    public void ErrorIsWithinItsBound(string name)
    {
        Case activation = Find(name);
        FloatSweep.AssertErrorBelow(
            activation.Ulps,
            -110,
            30,
            activation.Formula,
            Over<Simd512>(activation),
            Over<Simd256>(activation),
            Over<Simd128>(activation),
            Over<SimdScalar>(activation));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DerivativeIsTheCentralDifference(string name)
    {
        Case activation = Find(name);
        const double Step = 1e-5;
        foreach (float x in Inputs())
        {
            if (activation.Kinks.Any(kink => Math.Abs(kink - x) < 1e-3)) continue;
            double exact = (activation.Formula(x + Step) - activation.Formula(x - Step)) / (2 * Step);
            float actual = Derivative<SimdScalar>(activation, x);

            // Double's own rounding, over the step, bounds what the difference can know.
            double tolerance = 1e-6 + (1e-9 * Math.Abs(activation.Formula(x)));
            Assert.True(Math.Abs(actual - exact) <= tolerance, Format(x, exact, actual));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NaNGivesNaNAndInfinitiesTheLimits(string name)
    {
        Case activation = Find(name);
        AssertPropagation<SimdScalar>(activation);
        AssertPropagation<Simd128>(activation);
        AssertPropagation<Simd256>(activation);
        AssertPropagation<Simd512>(activation);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryWidthGivesTheSameBits(string name)
    {
        Case activation = Find(name);
        foreach (float x in Inputs())
        {
            (uint, uint) expected = Bits<SimdScalar>(activation, x);
            Assert.Equal(expected, Bits<Simd128>(activation, x));
            Assert.Equal(expected, Bits<Simd256>(activation, x));
            Assert.Equal(expected, Bits<Simd512>(activation, x));
        }
    }

    [Fact]
    public void DerivativesAtKinksAreThoseOfPyTorch()
    {
        Assert.Equal(0f, Derivative<SimdScalar>(Find("ReLU"), 0));
        Assert.Equal(0.125f, Derivative<SimdScalar>(Find("LeakyReLU"), 0));
        Assert.Equal(0f, Derivative<SimdScalar>(Find("ReLU6"), 6));
        Assert.Equal(0f, Derivative<SimdScalar>(Find("HardTanh"), -1));
        Assert.Equal(0f, Derivative<SimdScalar>(Find("HardTanh"), 1));
        Assert.Equal(0f, Derivative<SimdScalar>(Find("HardSigmoid"), 3));
        Assert.Equal(0f, Derivative<SimdScalar>(Find("HardSwish"), -3));
        Assert.Equal(1f, Derivative<SimdScalar>(Find("HardSwish"), 3));
        Assert.Equal(1f, Derivative<SimdScalar>(Find("CELU"), 0));
        Assert.Equal(1f, Derivative<SimdScalar>(Find("Softsign"), 0));
    }

    private static double Selu(double x)
    {
        const double Lambda = 1.0507009873554805;
        const double Alpha = 1.6732632423543773;
        return Lambda * (x > 0 ? x : Alpha * SpecialFunctions.ExpMinusOne(x));
    }

    private static Case Find(string name) => Array.Find(Cases, c => string.Equals(c.Name, name, StringComparison.Ordinal))!;

    /// <summary>Evenly spaced points around zero, and a spread of magnitudes.</summary>
    private static IEnumerable<float> Inputs()
    {
        for (int i = -1200; i <= 1200; i++) yield return i * 0.00837f;
        for (float magnitude = 1e-6f; magnitude < 90; magnitude *= 1.37f)
        {
            yield return magnitude;
            yield return -magnitude;
        }
    }

    private static void AssertPropagation<TVector>(Case activation)
        where TVector : struct, IVector<TVector>
    {
        Assert.Equal(float.NaN, Apply<TVector>(activation, float.NaN));
        Assert.Equal(activation.AtMinusInfinity, Apply<TVector>(activation, float.NegativeInfinity));
        Assert.Equal(activation.AtPlusInfinity, Apply<TVector>(activation, float.PositiveInfinity));
        Assert.True(float.IsFinite(Derivative<TVector>(activation, float.NegativeInfinity)));
        bool grows = activation.Activation is SquaredReLUActivation;
        Assert.Equal(!grows, float.IsFinite(Derivative<TVector>(activation, float.PositiveInfinity)));
    }

    private static FloatSweep.BlockFunction Over<TVector>(Case activation)
        where TVector : struct, IVector<TVector> => (source, destination) =>
        {
            for (int i = 0; i < source.Length; i += TVector.Count)
            {
                TVector.Store(activation.Activation.Apply(TVector.Load(ref source[i])), ref destination[i]);
            }
        };

    private static float Apply<TVector>(Case activation, float x)
        where TVector : struct, IVector<TVector> => FirstLane(activation.Activation.Apply(TVector.Broadcast(x)));

    private static float Derivative<TVector>(Case activation, float x)
        where TVector : struct, IVector<TVector>
    {
        TVector input = TVector.Broadcast(x);
        return FirstLane(activation.Activation.Derivative(input, activation.Activation.Apply(input)));
    }

    private static (uint Value, uint Derivative) Bits<TVector>(Case activation, float x)
        where TVector : struct, IVector<TVector> =>
        (BitConverter.SingleToUInt32Bits(Apply<TVector>(activation, x)), BitConverter.SingleToUInt32Bits(Derivative<TVector>(activation, x)));

    private static float FirstLane<TVector>(TVector vector)
        where TVector : struct, IVector<TVector>
    {
        float[] lanes = new float[TVector.Count];
        TVector.Store(vector, ref lanes[0]);
        return lanes[0];
    }

    private static double UlpBound(double exact, double ulps) => ulps * Math.ScaleB(1, Math.Max(exact == 0 ? -149 : Math.ILogB(exact) - 23, -149));

    private static string Format(float x, double exact, float actual) =>
        string.Create(CultureInfo.InvariantCulture, $"at {x:R}: exact {exact:R}, actual {actual:R}");
}
