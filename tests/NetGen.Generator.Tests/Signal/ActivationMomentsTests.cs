using NetGen.Generator.Model;
using NetGen.Generator.Signal;
using NetGen.Generator.Tests.Layers;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Signal;

/// <summary>The moments from which predictions are made, against formulas, other quadratures and series.</summary>
public sealed class ActivationMomentsTests
{
    public static TheoryData<string> Kinds => [.. ActivationRecords.Kinds];

    /// <summary>E f, E f^2, E f'^2 for z ~ N(0, 1), as published or worked out elsewhere, to the digits given.</summary>
    [Theory]
    [InlineData("ReLU", 0, .39894, .5, .5)]
    [InlineData("LeakyReLU", .25, .29921, .53125, .53125)]
    [InlineData("ReLU6", 0, .39894, .5, .5)]
    [InlineData("ELU", 1, .16052, .64495, .66810)]
    [InlineData("CELU", 1, .16052, .64495, .66810)]
    [InlineData("SELU", 0, 0, 1, 1.07157)]
    [InlineData("GELU", 0, .28209, .42522, .45585)]
    [InlineData("SiLU", 0, .20662, .35578, .37948)]
    [InlineData("Mish", 0, .24040, .45234, .47908)]
    [InlineData("HardSwish", 0, .16622, .33157, .35853)]
    [InlineData("Tanh", 0, 0, .39429, .46440)]
    [InlineData("LeCunTanh", 0, 0, .75043, .80399)]
    [InlineData("HardTanh", 0, 0, .51606, .68269)]
    [InlineData("Sigmoid", 0, .5, .29338, .04484)]
    [InlineData("HardSigmoid", 0, .5, .27764, .02770)]
    [InlineData("Softplus", 0, .80606, .92125, .29338)]
    [InlineData("Softsign", 0, 0, .18301, .22767)]
    [InlineData("SquaredReLU", 0, .5, 1.5, 2)]
    public void Constants_of_a_standard_normal_variable(string kind, double parameter, double mean, double square, double slopeSquare)
    {
        ActivationMoments moments = Compute(kind, parameter, 0, 1);
        Assert.Equal(mean, moments.Mean, 5e-6);
        Assert.Equal(square, moments.MeanSquare, 5e-6);
        Assert.Equal(slopeSquare, moments.DerivativeMeanSquare, 5e-6);
    }

    /// <summary>Wide, narrow and shifted: against a sum over 400,000 points.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Moments_of_any_normal_variable(string kind)
    {
        foreach ((double mean, double std) in (ReadOnlySpan<(double, double)>)[(0, 1), (0, 0.01), (0.7, 0.3), (-1.5, 4), (0.2, 30)])
        {
            var function = ActivationRecords.Create(kind);
            ActivationMoments moments = Compute(kind, 0.3, mean, std * std);
            double square = Sum(x => Math.Pow(function.Value(x), 2), mean, std);
            Assert.Equal(Sum(function.Value, mean, std), moments.Mean, 2e-4 * Math.Sqrt(square));
            Assert.Equal(1, moments.MeanSquare / square, 2e-4);
            Assert.Equal(1, moments.FourthMoment / Sum(x => Math.Pow(function.Value(x), 4), mean, std), 2e-4);
            Assert.Equal(1, moments.DerivativeMeanSquare / Sum(x => Math.Pow(function.Derivative(x), 2), mean, std), 2e-3);
        }

        static double Sum(Func<double, double> function, double mean, double std)
        {
            const int Half = 200_000;
            double sum = 0;
            for (int i = -Half; i < Half; i++)
            {
                double z = (i + 0.5) * 10 / Half;
                sum += function(mean + (std * z)) * NormalDistribution.Density(z) * 10 / Half;
            }

            return sum;
        }
    }

    /// <summary>Cho and Saul, 2009: E relu(x) relu(x') = (sqrt(1 - r^2) + r (pi - arccos r)) / (2 pi).</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(.3)]
    [InlineData(.8)]
    [InlineData(.95)]
    [InlineData(-.5)]
    public void Correlated_rectifiers_follow_the_arc_cosine_kernel(double correlation)
    {
        ActivationMoments moments = Compute("ReLU", 0, 0, 1);
        double expected = (Math.Sqrt(1 - (correlation * correlation)) + (correlation * (Math.PI - Math.Acos(correlation)))) / (2 * Math.PI);
        Assert.Equal(expected, moments.CrossMoment(correlation), 5e-4);
        Assert.Equal((Math.PI - Math.Acos(correlation)) / (2 * Math.PI), moments.DerivativeCrossMoment(correlation), 0.01);
    }

    /// <summary>All of the correlation gives the square, none of it the square of the mean.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Cross_moments_at_the_ends(string kind)
    {
        ActivationMoments moments = Compute(kind, 0.3, 0.4, 2);
        Assert.Equal(moments.MeanSquare, moments.CrossMoment(1), 1e-9);
        Assert.Equal(moments.Mean * moments.Mean, moments.CrossMoment(0), 1e-9);
        Assert.Equal(moments.DerivativeMeanSquare, moments.DerivativeCrossMoment(1), 1e-9);
    }

    /// <summary>The exact formula of the rectifier against the quadrature that serves the others.</summary>
    [Fact]
    public void Formula_and_quadrature_agree()
    {
        ActivationMoments exact = RectifierMoments.Compute(0.1, -0.4, 1.7);
        ActivationMoments integrated = ActivationQuadrature.Compute(EquatableArray.Of(ActivationRecords.Create("LeakyReLU", 0.1)), -0.4, 1.7, 0, 0);
        Assert.Equal(exact.Mean, integrated.Mean, 1e-12);
        Assert.Equal(exact.MeanSquare, integrated.MeanSquare, 1e-12);
        Assert.Equal(exact.ThirdMoment, integrated.ThirdMoment, 1e-10);
        Assert.Equal(exact.FourthMoment, integrated.FourthMoment, 1e-10);
        Assert.Equal(exact.OutputWeightedSlope, integrated.OutputWeightedSlope, 1e-12);
        Assert.Equal(exact.DerivativeMeanSquare, integrated.DerivativeMeanSquare, 1e-12);
        Assert.Equal(exact.SlopeElasticity, integrated.SlopeElasticity, 1e-10);
        for (int n = 0; n < Hermite.Terms; n++)
        {
            // Polynomials of high degree still have a little beyond the nine standard deviations that are integrated.
            Assert.Equal(exact.Values[n], integrated.Values[n], 1e-8);
            Assert.Equal(exact.Derivatives[n], integrated.Derivatives[n], 1e-8);
        }
    }

    /// <summary>The largest of four after a ReLU, E y^2 / q, at window correlations 0 to 1.</summary>
    [Theory]
    [InlineData(0, 1.544)]
    [InlineData(.25, 1.384)]
    [InlineData(.5, 1.200)]
    [InlineData(.75, .973)]
    [InlineData(.9, .786)]
    [InlineData(1, .5)]
    public void Largest_of_four_rectified(double correlation, double expected)
    {
        var preimage = new Preimage(EquatableArray.Of(ActivationRecords.Create("ReLU")), 0, 1, null, null, 0, 0, 0, 0, 0);
        Assert.Equal(expected, MaximumMoments.Compute(preimage, correlation, 4).MeanSquare, 1.5e-3);
    }

    /// <summary>
    /// E f(x) f(x') for variables of uncertain size that are all but equal: never more than E f^2, and for sizes that are drawn for each anew what
    /// 400,000 draws say.
    /// </summary>
    [Theory]
    [InlineData("GELU", 0.36, 0.9)]
    [InlineData("GELU", 0.36, 0.5)]
    [InlineData("Tanh", 0.2, 0.9)]
    [InlineData("SELU", 0.1, 0.7)]
    public void Cross_moments_of_variables_of_uncertain_size(string kind, double variation, double correlation)
    {
        const int Draws = 400_000;
        ActivationFunction function = ActivationRecords.Create(kind);
        ActivationMoments moments = ActivationMoments.Compute(EquatableArray.Of(function), 0, 2, sizeVariation: variation);
        var random = new TestRandom(1);
        double step = Math.Sqrt(3 * Math.Log(1 + variation));
        double middle = 2 / ((2.0 / 3) + (Math.Cosh(step) / 3));
        double sum = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            double common = Math.Sqrt(correlation) * random.NextNormal();
            sum += Value() * Value();

            double Value() => function.Value(Math.Sqrt(Size()) * (common + (Math.Sqrt(1 - correlation) * random.NextNormal())));
        }

        Assert.Equal(1, moments.CrossMoment(correlation) / (sum / Draws), 0.02);
        Assert.InRange(moments.CrossMoment(1), moments.CrossMoment(0.99), moments.MeanSquare + 1e-12);

        double Size() => random.NextUniform() switch { < 1.0 / 6 => middle * Math.Exp(step), < 1.0 / 3 => middle * Math.Exp(-step), _ => middle };
    }

    private static ActivationMoments Compute(string kind, double parameter, double mean, double variance)
        => ActivationMoments.Compute(EquatableArray.Of(ActivationRecords.Create(kind, parameter)), mean, variance);
}
