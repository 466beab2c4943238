using NetGen.Generator.Layers;
using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Layers;

public sealed class InitializeTests
{
    /// <summary>784 inputs, 100 units: the published formulas, worked out with a calculator.</summary>
    [Theory]
    [InlineData("[Zeros]", "Constant", 0, 0, 0)]
    [InlineData("[Ones]", "Constant", 1, 0, 0)]
    [InlineData("[Constant(-0.25)]", "Constant", -0.25, 0, 0)]
    [InlineData("[Normal(0.05)]", "Normal", 0, 0.05, 0.05)]
    [InlineData("[Normal(1, 0.05)]", "Normal", 1, 0.05, 0.05)]
    [InlineData("[Uniform(-0.1, 0.3)]", "Uniform", -0.1, 0.3, 0.11547005383792516)]
    [InlineData("[TruncatedNormal(0.1)]", "TruncatedNormal", 0, 0.1, 0.087962566103423978)]
    [InlineData("[TruncatedNormal(1, 0.1)]", "TruncatedNormal", 1, 0.1, 0.087962566103423978)]
    [InlineData("[TruncatedNormal(0.1, Low = 0, High = 30)]", "TruncatedNormal", 0, 0.1, 0.060281027)]
    [InlineData("[VarianceScaling(2)]", "TruncatedNormal", 0, 0.0574194, 0.0505076272)]
    [InlineData("[VarianceScaling(2, Distribution = WeightDistribution.Normal)]", "Normal", 0, 0.0505076272, 0.0505076272)]
    [InlineData("[VarianceScaling(2, Distribution = WeightDistribution.Uniform)]", "Uniform", -0.0874817765, 0.0874817765, 0.0505076272)]
    [InlineData("[VarianceScaling(2, Mode = FanMode.FanOut, Distribution = WeightDistribution.Normal)]", "Normal", 0, 0.141421356, 0.141421356)]
    [InlineData("[VarianceScaling(2, Mode = FanMode.FanAverage, Distribution = WeightDistribution.Normal)]", "Normal", 0, 0.0672672794, 0.0672672794)]
    [InlineData("[Xavier]", "Uniform", -0.0823852562, 0.0823852562, 0.0475651494)]
    [InlineData("[Xavier(Gain = 2)]", "Uniform", -0.1647705124, 0.1647705124, 0.0951302988)]
    [InlineData("[Xavier(Distribution = WeightDistribution.Normal)]", "Normal", 0, 0.0475651494, 0.0475651494)]
    [InlineData("[He]", "Normal", 0, 0.0505076272, 0.0505076272)]
    [InlineData("[He(Slope = 0.5)]", "Normal", 0, 0.0451753952, 0.0451753952)]
    [InlineData("[He(Mode = FanMode.FanOut)]", "Normal", 0, 0.141421356, 0.141421356)]
    [InlineData("[He(Distribution = WeightDistribution.Uniform)]", "Uniform", -0.0874817765, 0.0874817765, 0.0505076272)]
    [InlineData("[LeCun]", "Normal", 0, 0.0357142857, 0.0357142857)]
    [InlineData("[LeCun(Distribution = WeightDistribution.Uniform)]", "Uniform", -0.0618589574, 0.0618589574, 0.0357142857)]
    [InlineData("[Auto]", "Normal", 0, 0.0357142857, 0.0357142857)]
    [InlineData("[Orthogonal]", "Orthogonal", 1, 0, 0.0357142857)]
    [InlineData("[Orthogonal(3)]", "Orthogonal", 3, 0, 0.1071428571)]
    [InlineData("[Identity(-2)]", "Identity", -2, 0, 0.0714285714)]
    [InlineData("[Sparse(0.25)]", "Sparse", 0, 0.01, 0.00866025404)]
    [InlineData("[Sparse(0.251, Std = 1)]", "Sparse", 0, 1, 0.86023252670426)]
    [InlineData("[RandomizedAsymmetric]", "RandomizedAsymmetric", 0, 0.0214552610, 0.0331284798)]
    [InlineData("[DepthScaled(12)]", "Normal", 0, 0.00408248290, 0.00408248290)]
    [InlineData("[DepthScaled(8, Branches = 1, Std = 0.1)]", "Normal", 0, 0.0353553391, 0.0353553391)]
    public void Formulas(string attribute, string distribution, double first, double second, double std)
    {
        Initializer initializer = Declared.Model($"[Network(784)] [Dense(100)] {attribute}").Nodes[0].Find(Parameter.Weight)!.Initializer;
        Assert.Equal(distribution, initializer.Distribution.ToString());
        Assert.Equal(first, initializer.First, 1e-7);
        Assert.Equal(second, initializer.Second, 1e-7);
        Assert.Equal(std, initializer.Std, 1e-7);
    }

    /// <summary>The spread of what a cut leaves, against integration.</summary>
    [Theory]
    [InlineData(-2, 2)]
    [InlineData(-1, 3)]
    [InlineData(0, 1)]
    [InlineData(-8, 8)]
    [InlineData(1, 2.5)]
    public void Truncated_spread_agrees_with_integration(double low, double high)
    {
        double Moment(int power) => GaussianMoments.Expectation(z => z >= low && z <= high ? Math.Pow(z, power) : 0, 0, 1, low, high);
        double mean = Moment(1) / Moment(0);
        double expected = Math.Sqrt((Moment(2) / Moment(0)) - (mean * mean));
        Assert.Equal(expected, NormalDistribution.TruncatedStd(low, high), 1e-12);
    }

    /// <summary>Auto keeps the mean square: fan-in * variance * E f^2 = 1.</summary>
    [Theory]
    [InlineData("[ReLU]", 2)]
    [InlineData("[LeakyReLU(0.5)]", 1.6)]
    [InlineData("[Tanh]", 2.53618)]
    [InlineData("[SELU]", 1)]
    [InlineData("[Sigmoid]", 3.40855)]
    [InlineData("[GELU]", 2.35171)]
    [InlineData("", 1)]
    [InlineData("[Softmax]", 1)]
    [InlineData("[BatchNorm] [ReLU]", 2)]
    [InlineData("[Dropout(0.5)] [ReLU]", 2)]
    [InlineData("[Dense(7)] [ReLU]", 1)]
    [InlineData("[ReLU] [Dense(7)] [Tanh]", 2)]
    public void Auto_suits_the_activation_that_follows(string behind, double scale)
    {
        Initializer initializer = Declared.Model($"[Network(50)] [Dense(10)] {behind}").Nodes[0].Find(Parameter.Weight)!.Initializer;
        Assert.Equal(Distribution.Normal, initializer.Distribution);
        Assert.Equal(scale, initializer.Std * initializer.Std * 50, 2e-5);
    }

    [Fact]
    public void Auto_looks_through_pooling_flattening_and_residual_sums()
    {
        NetworkModel model = Declared.Model(
            """
            [Network(8, 8, 4)]
            [Conv2D(4, 3, Padding = Padding.Same)]
            [Conv2D(4, 3, Padding = Padding.Same)]
            [Add("conv1")]
            [MaxPool2D(2)]
            [ReLU]
            """);
        Assert.Equal(1, model.Nodes[0].Parameters[0].Initializer.Std * model.Nodes[0].Parameters[0].Initializer.Std * 36, 1e-9);
        Assert.Equal(2, model.Nodes[1].Parameters[0].Initializer.Std * model.Nodes[1].Parameters[0].Initializer.Std * 36, 1e-9);
    }

    [Fact]
    public void Biases_and_normalisations_have_their_own_defaults()
    {
        NetworkModel model = Declared.Model("[Network(8, 8, 4)] [Conv2D(6, 3)] [BatchNorm]");
        Assert.Equal(
            [("bias", 0.0), ("weight", 1.0), ("bias", 0.0), ("running_mean", 0.0), ("running_var", 1.0)],
            model.Nodes.SelectMany(node => node.Parameters).Skip(1).Select(parameter => (parameter.Name, parameter.Initializer.First)));
    }

    [Fact]
    public void Initialisers_reach_the_nearest_layer_with_weights()
    {
        NetworkModel model = Declared.Model(
            """
            [Network(10)]
            [Dense(10)] [ReLU] [Dropout(0.5)] [Constant(1)] [Constant(2, Target = Parameter.Bias)]
            [BatchNorm] [Constant(3)] [Constant(4, Target = Parameter.Bias)]
            [Dense(2)]
            """);
        Assert.Equal([1.0, 2], model.Nodes[0].Parameters.Select(parameter => parameter.Initializer.First));
        Assert.Equal([3.0, 4, 0, 1], model.Nodes[3].Parameters.Select(parameter => parameter.Initializer.First));
    }

    /// <summary>4 channels, 6 filters of 3x3.</summary>
    [Theory]
    [InlineData("[Orthogonal(1.5)]", 0.25)]
    [InlineData("[DeltaOrthogonal]", 0.13608276)]
    [InlineData("[Dirac]", 0.13608276)]
    public void Kernels(string attribute, double std)
        => Assert.Equal(std, Declared.Model($"[Network(8, 8, 4)] [Conv2D(6, 3)] {attribute}").Nodes[0].Weight!.Initializer.Std, 1e-7);

    /// <summary>What is known of the targets becomes what is predicted.</summary>
    [Theory]
    [InlineData("[Dense(2)] [OutputPrior(30, 10)] [SoftmaxCrossEntropy]", -0.28768207, -1.38629436)]
    [InlineData("[Dense(2)] [OutputPrior(0.9, 0.5)] [BinaryCrossEntropy]", 2.19722458, 0)]
    [InlineData("[Dense(2)] [OutputPrior(0.1)] [BinaryCrossEntropy]", -2.19722458, -2.19722458)]
    [InlineData("[Dense(2)] [OutputPrior(7, -3)] [MeanSquaredError]", 7, -3)]
    [InlineData("[Dense(2)] [OutputPrior(2, 0.5)] [Poisson]", 0.69314718, -0.69314718)]
    public void Output_priors(string network, double first, double second)
    {
        Initializer bias = Declared.Model($"[Network(5)] {network}").Nodes[0].Find(Parameter.Bias)!.Initializer;
        Assert.Equal(Distribution.Values, bias.Distribution);
        Assert.Equal([first, second], bias.Values, (left, right) => Math.Abs(left - right) < 1e-7);
    }

    [Theory]
    [InlineData("[Network(5)] [Dense(2)] [Dirac]", "has a place in the middle of a kernel")]
    [InlineData("[Network(5)] [Dense(2)] [DeltaOrthogonal]", "has a place in the middle of a kernel")]
    [InlineData("[Network(5)] [Dense(2)] [Orthogonal(Target = Parameter.Bias)]", "needs rows and columns")]
    [InlineData("[Network(8, 8, 4)] [Conv2D(4, 3)] [Identity]", "is a matrix")]
    [InlineData("[Network(8, 8, 4)] [Conv2D(4, 3)] [Sparse(0.5)]", "leaves out values")]
    [InlineData("[Network(8, 8, 4)] [Conv2D(4, 2)] [DeltaOrthogonal]", "2x2 has none")]
    [InlineData("[Network(8, 8, 4)] [Conv2D(3, 3)] [DeltaOrthogonal]", "here are 3 of 4")]
    [InlineData("[Network(8, 8, 4)] [Conv2D(4, 3, Groups = 2)] [DeltaOrthogonal]", "2 groups")]
    [InlineData("[Network(8, 8, 4)] [Conv2DTranspose(3, 3)] [DeltaOrthogonal]", "here are 3 of 4")]
    [InlineData("[Network(8, 8, 4)] [Conv2DTranspose(3, 3)] [RandomizedAsymmetric]", "the rows of this kernel are inputs")]
    [InlineData("[Network(5)] [Dense(2)] [OutputPrior(0.5)] [ReLU] [Dense(2)] [MeanSquaredError]", "none reads this one")]
    [InlineData("[Network(5)] [Dense(3)] [OutputPrior(0.5, 0.5)] [SoftmaxCrossEntropy]", "has 2 numbers")]
    [InlineData("[Network(5)] [Dense(2)] [OutputPrior(0, 1)] [SoftmaxCrossEntropy]", "never predicts")]
    [InlineData("[Network(5)] [Dense(1)] [OutputPrior(1)] [BinaryCrossEntropy]", "never predicts")]
    [InlineData("[Network(5)] [Dense(1)] [OutputPrior(1, Target = Parameter.Weight)] [BinaryCrossEntropy]", "is no bias")]
    public void What_does_not_fit_is_an_error(string network, string problem)
        => Assert.Contains(problem, Declared.Describe(Declared.Single(RuleIds.UnsuitableInitializer, network)), StringComparison.Ordinal);

    /// <summary>A transposed convolution's first axis is its inputs.</summary>
    [Fact]
    public void A_transposed_convolution_can_be_delta_orthogonal()
        => Assert.Equal(1 / Math.Sqrt(6 * 9), Declared.Model("[Network(8, 8, 4)] [Conv2DTranspose(6, 3)] [DeltaOrthogonal]").Nodes[0].Weight!.Initializer.Std, 1e-9);

    [Fact]
    public void Initialisers_reach_parameters_by_name()
    {
        NetworkModel model = Declared.Model(
            "[Network(10)] [Dense(10)] [Constant(1, TargetName = \"weight\")] [Constant(2, TargetName = \"bias\")] [BatchNorm] [Constant(5, TargetName = \"running_var\")]");
        Assert.Equal([1.0, 2], model.Nodes[0].Parameters.Select(parameter => parameter.Initializer.First));
        Assert.Equal([1.0, 0, 0, 5], model.Nodes[1].Parameters.Select(parameter => parameter.Initializer.First));
        Assert.Equal([true, true, false, false], model.Nodes[1].Parameters.Select(parameter => parameter.IsTrained));
    }
}
