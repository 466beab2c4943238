using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Prediction;
using NetGen.Generator.Signal;
using NetGen.Generator.Tests.Layers;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Signal;

/// <summary>What follows from layers of few units and from channels that differ: the rules that the limit of infinite width does not need.</summary>
public sealed class FiniteWidthTests
{
    private const double Step = 1e-4;

    /// <summary>P(max(z, 0) + b > 0 and z > 0) is 3/8, P(max(z, 0) + b > 0) is 5/8 and P(z > 0) 1/2 for standard normal z and b: 3/8 over 5/16.</summary>
    [Fact]
    public void A_rectified_sum_lets_gradients_through_where_its_parts_are_positive()
    {
        ActivationFunction rectifier = new ReLUFunction();
        Preimage source = new(EquatableArray.Of(rectifier), 0, 1, null, null, 0, 0, 0, 0, 0);
        Assert.Equal(1.2, new GatedSum(source, rectifier, 0, 1).Selection(), 1e-9);

        // Wherever the sum is positive anyway, nothing is selected; and behind a part without an activation's kink neither.
        Assert.Equal(1, new GatedSum(source, rectifier, 100, 1).Selection(), 1e-9);
        Assert.Equal(1, new GatedSum(source with { Functions = default }, rectifier, 0, 1).Selection(), 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.05)]
    [InlineData(0.3)]
    public void A_variable_of_uncertain_size_has_variance_1_and_heavier_tails(double variation)
    {
        NormalMixture mixture = new(variation);
        Quadrature rule = Quadrature.Over([.. Enumerable.Range(-20, 41).Select(bound => (double)bound)], mixture.Density);
        double Moment(Func<double, double> value) => rule.Nodes.Zip(rule.Weights, (node, weight) => weight * value(node)).Sum();
        Assert.Equal(1, Moment(_ => 1), 1e-12);
        Assert.Equal(1, Moment(z => z * z), 1e-12);

        // Three points give the fourth moment of a log-normal size to a hundredth.
        Assert.Equal(1, Moment(z => z * z * z * z) / (3 * (1 + variation)), 0.01);
        Assert.Equal(1, Moment(mixture.Spread), 1e-12);
    }

    /// <summary>Elasticities against the change of the moments themselves.</summary>
    [Theory]
    [InlineData("Tanh", 0, 0)]
    [InlineData("Tanh", 0.2, 0.1)]
    [InlineData("GELU", 0, 0.3)]
    [InlineData("SELU", 0, 0.2)]
    [InlineData("HardSwish", -0.3, 0.2)]
    public void Elasticities_are_derivatives_by_the_logarithm_of_the_variance(string kind, double mean, double variation)
    {
        ActivationMoments At(double variance)
            => ActivationMoments.Compute(EquatableArray.Of(ActivationRecords.Create(kind)), mean, variance, sizeVariation: variation);
        ActivationMoments below = At(0.8 * Math.Exp(-Step));
        ActivationMoments above = At(0.8 * Math.Exp(Step));
        Assert.Equal(Math.Log(above.MeanSquare / below.MeanSquare) / (2 * Step), At(0.8).Elasticity, 1e-5);
        Assert.Equal(Math.Log(above.DerivativeMeanSquare / below.DerivativeMeanSquare) / (2 * Step), At(0.8).SlopeElasticity, 1e-5);
    }

    /// <summary>
    /// A channel is divided by its own size. Two windows of nine pixels in each of three channels, pixels correlated by a power of their distance:
    /// the mean over random weights of w A w / w S w is below the quotient of the means, and S for A gives 1.
    /// </summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 4)]
    [InlineData(3, 5)]
    public void Correlations_behind_a_normalisation_are_means_over_channels(int row, int column)
    {
        const double Neighbours = 0.8;
        double[] inside = Correlations(0, 0);
        double[] between = Correlations(row, column);
        double mean = WeightedForms(3, (weights, channels) => Form(weights, between, channels) / Form(weights, inside, channels));
        SignalState[] states = SignalAnalysis.Forward(Declared.Model("[Network(10, 10, 3, InputCorrelation = 0.8)] [Conv2D(64, 3, UseBias = false)] [He] [BatchNorm]"));
        double before = Math.Pow(Neighbours, Math.Sqrt((row * row) + (column * column)));
        Assert.Equal(before, states[0].Correlation(states[0].Positions!.At(row, column)), 1e-12);
        Assert.InRange(mean, 0.8 * before, 0.98 * before);

        // The rule is of second order, and leaves a part of the difference to the terms behind.
        Assert.Equal(mean, states[1].Correlation(states[1].Positions!.At(row, column)), 0.35 * (before - mean));

        double[] Correlations(int rows, int columns) => Pairs((one, other) => Math.Pow(
            Neighbours, Math.Sqrt(Math.Pow((one / 3) - (other / 3) - rows, 2) + Math.Pow((one % 3) - (other % 3) - columns, 2))));
    }

    /// <summary>E 1 / v times E v for v = w S w: n / (n - 2) where n values are independent, and what sums over drawn weights give where they are not.</summary>
    [Theory]
    [InlineData(1, 0.75)]
    [InlineData(3, 0.8)]
    [InlineData(3, 0.5)]
    [InlineData(3, 0)]
    public void The_mean_of_a_channels_inverse_size(int channels, double neighbours)
    {
        double[] block = Pairs((one, other) => one == other ? 1 : Math.Pow(neighbours, Math.Sqrt(Math.Pow((one / 3) - (other / 3), 2) + Math.Pow((one % 3) - (other % 3), 2))));
        double mean = WeightedForms(channels, (weights, count) => Form(weights, block, count));
        double inverse = WeightedForms(channels, (weights, count) => 1 / Form(weights, block, count));
        double computed = InverseOfQuadraticForm.Mean(block, 9, channels);
        Assert.Equal(1, computed / (mean * inverse), 0.02);
        if (neighbours == 0) Assert.Equal(27.0 / 25, computed, 1e-6);
    }

    private static double[] Pairs(Func<int, int, double> value) => [.. Enumerable.Range(0, 81).Select(pair => value(pair / 9, pair % 9))];

    private static double Form(double[] weights, double[] block, int channels)
    {
        double sum = 0;
        for (int first = 0; first < 9 * channels; first += 9)
        {
            for (int pair = 0; pair < 81; pair++) sum += weights[first + (pair / 9)] * block[pair] * weights[first + (pair % 9)];
        }

        return sum;
    }

    private static double WeightedForms(int channels, Func<double[], int, double> value)
    {
        const int Draws = 100_000;
        TestRandom random = new(1);
        double mean = 0;
        double[] weights = new double[9 * channels];
        for (int draw = 0; draw < Draws; draw++)
        {
            for (int i = 0; i < weights.Length; i++) weights[i] = random.NextNormal();
            mean += value(weights, channels) / Draws;
        }

        return mean;
    }

    /// <summary>Weights in front of a normalisation: E w^2 / |w|^2 is 1 / n, not E w^2 / E |w|^2 times the mean of E |w|^2 / |w|^2, which is n / (n - 2).</summary>
    [Fact]
    public void A_normalisation_takes_the_size_of_the_weights_out_of_the_gradient()
    {
        const int Width = 16;
        SignalReport report = SignalAnalysis.Analyze(Declared.Model($"[Network(400)] [Dense({Width})] [LeCun] [Dense({Width}, UseBias = false)] [Normal(1)] [BatchNorm] [Dense(4)] [LeCun]"));

        // So many inputs that the units of the first layer have next to nothing in common. In front of the second layer over behind its normalisation: n E (w^2 / v), v = |w|^2 times the input's variance.
        double ratio = report.Layers[0].GradientStd / report.Layers[2].GradientStd;
        double expected = 1 / (report.Layers[0].Std * report.Layers[0].Std);
        Assert.Equal(expected, ratio * ratio, 0.03 * expected);
    }

    [Fact]
    public void Centring_evens_out_what_padding_left()
    {
        EquatableArray<double> profile = new double[] { 0.7, 1.15, 1.15, 1 }.ToEquatableArray();
        EquatableArray<double> centred = Profile.Centered(profile, 0.25);
        Assert.Equal(1, centred.Average(), 1e-12);
        for (int position = 0; position < profile.Count; position++) Assert.Equal(1 + ((profile[position] - 1) * 0.5 / 0.75), centred[position], 1e-12);
        Assert.Equal(profile, Profile.Centered(profile, 0));
    }
}
