using NetGen.Generator.Layers;

namespace NetGen.Generator.Tests.Layers;

public sealed class ActivationFunctionTests
{
    public static TheoryData<string> Kinds => [.. ActivationRecords.Kinds];

    /// <summary>E f, E f^2 and E f'^2 for z ~ N(0, 1), worked out apart from this code (by hand where there is a closed form, else by Simpson's rule), to the digits given.</summary>
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
    public void Moments_under_a_standard_normal(string kind, double parameter, double mean, double square, double slopeSquare)
    {
        var activation = ActivationRecords.Create(kind, parameter);
        Assert.Equal(mean, GaussianMoments.Expectation(activation.Value, 0, 1, activation.Corners), 5e-6);
        Assert.Equal(square, GaussianMoments.MeanSquare(activation), 5e-6);
        Assert.Equal(slopeSquare, GaussianMoments.Expectation(x => activation.Derivative(x) * activation.Derivative(x), 0, 1, activation.Corners), 5e-6);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_derivative_is_the_limit_of_differences(string kind)
    {
        const double Step = 1e-6;
        var activation = ActivationRecords.Create(kind);
        for (double x = -7.05; x < 7; x += 0.1)
        {
            double difference = (activation.Value(x + Step) - activation.Value(x - Step)) / (2 * Step);
            Assert.Equal(difference, activation.Derivative(x), 1e-8);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Large_arguments_stay_finite(string kind)
    {
        var activation = ActivationRecords.Create(kind);
        foreach (double x in (ReadOnlySpan<double>)[-1e4, -800, 800, 1e4])
        {
            Assert.True(double.IsFinite(activation.Value(x)), $"f({x})");
            Assert.True(double.IsFinite(activation.Derivative(x)), $"f'({x})");
        }
    }

    [Fact]
    public void SELU_has_its_fixed_point()
    {
        var selu = new SELUFunction();
        Assert.Equal(0, GaussianMoments.Expectation(selu.Value, 0, 1, selu.Corners), 1e-12);
        Assert.Equal(1, GaussianMoments.MeanSquare(selu), 1e-12);
    }

    [Fact]
    public void Expectations_take_mean_and_spread()
    {
        Assert.Equal(3.25, GaussianMoments.Expectation(x => x * x, 1.5, 1), 1e-12);
        Assert.Equal(4 + (0.25 * 0.25), GaussianMoments.Expectation(x => x * x, -2, 0.25), 1e-12);
        Assert.Equal(Math.Exp(0.5 + 0.125), GaussianMoments.Expectation(Math.Exp, 0.5, 0.5), 1e-12);
    }

    /// <summary>Phi at some points, from tables of twelve and more digits.</summary>
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.841344746068543)]
    [InlineData(-1, 0.158655253931457)]
    [InlineData(1.959963984540054, 0.975)]
    [InlineData(3, 0.998650101968370)]
    [InlineData(-6, 9.865876450377e-10)]
    [InlineData(40, 1)]
    [InlineData(-40, 0)]
    public void Normal_probabilities(double x, double expected) => Assert.Equal(expected, NormalDistribution.Cumulative(x), 1e-14);
}
