using NetGen.Generator.Layers;
using NetGen.Generator.Prediction;
using NetGen.Generator.Signal;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Signal;

/// <summary>Networks of published articles: what is predicted for them, against the numbers that were published or follow from the formulas by hand.</summary>
public sealed class PublishedNetworksTests
{
    private const string Mnist = "InputMean = 0.1307, InputStd = 0.3081";

    /// <summary>Away from borders, with a window correlation that is given: what the articles' formulas say.</summary>
    private static SignalOptions Formula(double window) => new(WindowCorrelation: window, Interior: true);

    [Fact]
    public void Three_linear_layers_of_normal_weights_explode()
    {
        SignalReport report = Analyze($"[Network(784, {Mnist})] [Dense(500)] [Normal(1)] [Dense(500)] [Normal(1)] [Dense(10)] [Normal(1)] [SoftmaxCrossEntropy]");
        AssertStds(report, 0.01, (0, 9.4), (1, 210), (2, 4685));
        Assert.InRange(report.InitialLoss!.Value, 5_000, 10_000);
    }

    [Theory]
    [InlineData(0.5, 448, 1.075e4)]
    [InlineData(0, 508, 1.22e4)]
    [InlineData(0.9, 363, 8.7e3)]
    public void A_convolutional_network_of_normal_weights_explodes(double window, double third, double fourth)
    {
        SignalReport report = Analyze(ConvolutionalNetwork("[Normal(1)]", "[Normal(1)]"), Formula(window));
        AssertStds(report, 0.01, (0, 1.004), (2, 17.04));
        AssertStds(report, window == 0 ? 0.02 : 0.01, (5, third), (7, fourth));
        if (window == 0.5) AssertStds(report, 0.01, (11, 9.3e5));
    }

    /// <summary>The published cost of this network is 15,083 after training; it begins at hundreds of thousands.</summary>
    [Fact]
    public void Its_initial_loss_is_that_of_a_certain_and_wrong_answer()
    {
        SignalReport report = Analyze(ConvolutionalNetwork("[Normal(1)]", "[Normal(1)]"));

        // E of the largest of ten normal variables is 1.5388.
        Assert.Equal(1.5388, report.InitialLoss!.Value / report.OutputSpread, 1e-3);
    }

    [Fact]
    public void Weights_a_hundred_times_smaller_vanish_and_lose_nothing_but_ln_10()
    {
        string network = ConvolutionalNetwork("[Normal(0.01)]", "[Normal(0.01)]");
        SignalReport report = Analyze(network);
        Assert.All([0, 0.5, 0.9], window => Assert.InRange(Analyze(network, Formula(window)).OutputSpread, 0.6e-4, 1.2e-4));
        Assert.Equal(2.302585093, report.InitialLoss!.Value, 1e-8);
    }

    [Fact]
    public void With_the_He_and_Xavier_of_TensorFlow_1_it_keeps_its_scale()
    {
        string network = ConvolutionalNetwork(Contributed, "[Xavier]");
        SignalReport report = Analyze(network, Formula(0.5));
        AssertStds(report, 0.01, (0, 0.475), (2, 0.476), (5, 0.740), (7, 0.742), (11, 1.15));
        foreach (double window in (ReadOnlySpan<double>)[0, 0.9])
        {
            SignalReport end = Analyze(network, Formula(window));
            Assert.All([5, 7], node => Assert.InRange(end.Layers[node].Std, 0.59, 0.85));
            Assert.InRange(end.Layers[11].Std, 0.74, 1.49);
        }
    }

    /// <summary>Var(x_i+1) = n Var(x_i) Var(w), to rounding, whatever the depth; and the gradient likewise.</summary>
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.1)]
    [InlineData(0.2)]
    [InlineData(0.137)]
    public void Linear_layers_follow_the_recursion_exactly(double std)
    {
        const int Depth = 5;
        SignalReport report = Analyze("[Network(100, InputStd = 0.7)]" + string.Concat(Enumerable.Repeat($" [Dense(100)] [Normal({Invariant(std)})]", Depth)));
        double variance = 0.7 * 0.7;
        for (int layer = 0; layer < Depth; layer++)
        {
            variance *= 100 * std * std;
            Assert.Equal(1, report.Layers[layer].Std * report.Layers[layer].Std / variance, 1e-12);
            Assert.Equal(1, report.Layers[layer].GradientStd / Math.Pow(10 * std, Depth - 1 - layer), 1e-12);
        }
    }

    [Theory]
    [InlineData(0.05, .234, .117, .0586, .0293, .0146)]
    [InlineData(0.1, .937, .937, .937, .937, .937)]
    [InlineData(0.2, 3.75, 7.50, 15.0, 30.0, 60.0)]
    public void A_linear_stack_behind_a_first_layer(double std, params double[] expected)
        => AssertHidden(Stack(std, ""), 1, expected, signal => signal.Rms);

    [Theory]
    [InlineData(0.1, .547, .387, .274, .193, .137)]
    [InlineData(0.14, 1.07, 1.06, 1.05, 1.04, 1.03)]
    [InlineData(0.28, 4.29, 8.49, 16.8, 33.3, 65.9)]
    public void A_stack_of_rectifiers_behind_a_first_layer(double std, params double[] expected)
        => AssertHidden(Stack(std, "[ReLU]"), 2, expected, signal => signal.Std);

    /// <summary>He et al., 2015: Xavier halves the variance per ReLU layer, He keeps it.</summary>
    [Theory]
    [InlineData(22, 4.9e-4)]
    [InlineData(30, 3.05e-5)]
    public void Depth_and_rectifiers(int depth, double expected)
    {
        Assert.Equal(1, Ratio("[Xavier]") / expected, 0.01);
        Assert.Equal(1, Ratio("[He]"), 1e-9);

        double Ratio(string initializer)
        {
            string layers = string.Concat(Enumerable.Repeat($" [Dense(256)] {initializer} [ReLU]", depth + 1));
            SignalReport report = Analyze("[Network(256)]" + layers);
            return report.Layers[2 * depth].Std / report.Layers[0].Std;
        }
    }

    /// <summary>
    /// He et al., 2015, section 2.2: in a network with ten 3x3 convolutions (VGG-B), weights of std 0.01 in the place of 0.059, 0.042, 0.029
    /// and 0.021 shrink the gradient from conv10 to conv2 by 1 / (5.9 x 4.2^2 x 2.9^2 x 2.1^4) = 1 / 1.7e4; with unrounded stds 5.98e-5.
    /// </summary>
    [Fact]
    public void Gradients_of_VGG_B_at_std_0_01()
    {
        SignalReport he = Analyze(VggB("[He(Mode = FanMode.FanOut)]"));
        SignalReport small = Analyze(VggB("[Normal(0.01)]"));
        double[] published = [.059, .042, .042, .029, .029, .021, .021, .021, .021];
        NetworkModel model = Declared.Model(VggB("[He(Mode = FanMode.FanOut)]"));
        int[] convolutions = [.. Enumerable.Range(0, model.Nodes.Count).Where(index => model.Nodes[index].Layer.Kind == "Conv2D")];
        Assert.Equal(10, convolutions.Length);
        for (int layer = 1; layer < 10; layer++) Assert.Equal(published[layer - 1], model.Nodes[convolutions[layer]].Parameters[0].Initializer.Std, 5e-4);

        double Shrinking(SignalReport report) => report.Layers[convolutions[1] - 1].GradientStd / report.Layers[convolutions[9]].GradientStd;
        Assert.Equal(1, Shrinking(small) / Shrinking(he) / 5.98e-5, 2e-3);
    }

    private static string VggB(string initializer)
    {
        string Stage(int filters, int convolutions)
            => string.Concat(Enumerable.Repeat($"[Conv2D({Invariant(filters)}, 3, Padding = Padding.Same)] {initializer} [ReLU]\n", convolutions));
        return $"""
            [Network(32, 32, 3)]
            {Stage(64, 2)} [MaxPool2D(2)]
            {Stage(128, 2)} [MaxPool2D(2)]
            {Stage(256, 2)} [MaxPool2D(2)]
            {Stage(512, 2)} [MaxPool2D(2)]
            {Stage(512, 2)} [MaxPool2D(2)]
            [Flatten]
            [Dense(10)] [He]
            [SoftmaxCrossEntropy]
            """;
    }

    /// <summary>Its contrib.layers.variance_scaling_initializer: cut at two standard deviations of sqrt(1.3 * 2 / fan-in).</summary>
    private static string Contributed(int fanIn) => $"[TruncatedNormal({Invariant(Math.Sqrt(1.3 * 2 / fanIn))})]";

    private static string ConvolutionalNetwork(string convolution, string head) => ConvolutionalNetwork(_ => convolution, head);

    private static string ConvolutionalNetwork(Func<int, string> convolution, string head) => $"""
        [Network(28, 28, 1, {Mnist})]
        [Conv2D(64, 3, Padding = Padding.Same)] {convolution(9)} [ReLU]
        [Conv2D(64, 3, Padding = Padding.Same)] {convolution(9 * 64)} [ReLU]
        [MaxPool2D(2)]
        [Conv2D(128, 3, Padding = Padding.Same)] {convolution(9 * 64)} [ReLU]
        [Conv2D(128, 3, Padding = Padding.Same)] {convolution(9 * 128)} [ReLU]
        [MaxPool2D(2)]
        [Flatten]
        [Dense(10)] {head}
        [SoftmaxCrossEntropy]
        """;

    /// <summary>784 -> 100 without an activation, then five hidden layers of 100.</summary>
    private static string Stack(double std, string activation)
        => $"[Network(784, {Mnist})] [Dense(100)] [Normal({Invariant(std)})]"
            + string.Concat(Enumerable.Repeat($" [Dense(100)] [Normal({Invariant(std)})] {activation}", 5));

    private static void AssertHidden(string network, int step, double[] expected, Func<LayerSignal, double> size)
    {
        SignalReport report = Analyze(network);
        for (int layer = 0; layer < expected.Length; layer++)
        {
            // Node 0 is the first layer; each hidden layer is one node, or two with its activation.
            LayerSignal signal = report.Layers[step * (layer + 1)];
            Assert.Equal(1, size(signal) / expected[layer], 0.01);
        }
    }

    private static void AssertStds(SignalReport report, double tolerance, params (int Node, double Std)[] expected)
    {
        foreach ((int node, double std) in expected) Assert.Equal(1, report.Layers[node].Std / std, tolerance);
    }

    private static SignalReport Analyze(string network, SignalOptions? options = null) => SignalAnalysis.Analyze(Declared.Model(network), options);

    private static string Invariant(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
