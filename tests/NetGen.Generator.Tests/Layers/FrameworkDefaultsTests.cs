using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Layers;

/// <summary>What other libraries' layers begin with: limits and standard deviations of their own formulas, worked out by hand.</summary>
public sealed class FrameworkDefaultsTests
{
    private const string Dense = "Network(784|) Dense(100)";
    private const string Convolution = "Network(8, 8, 4|) Conv2D(6, 3)";
    private const string Grouped = "Network(8, 8, 4|) Conv2D(6, 3, Groups = 2)";
    private const string Depthwise = "Network(8, 8, 4|) Conv2D(8, 3, Groups = 4)";
    private const string Transposed = "Network(8, 8, 4|) Conv2DTranspose(6, 3, Stride = 2)";
    private const string Recurrent = "Network(5, 8|) SimpleRNN(16)";
    private const string Attention = "Network(5, 16|) MultiHeadAttention(4)";
    private const string Shared = "Network(5, 16|) MultiHeadAttention(4, KeyValueHeads = 2)";
    private const string Table = "Network(5, Vocabulary = 50|) Embedding(9)";

    [Theory]
    [InlineData("PyTorch", Dense, "weight", "Uniform", 1.0 / 28)]
    [InlineData("PyTorch", Dense, "bias", "Uniform", 1.0 / 28)]
    [InlineData("PyTorch", Convolution, "weight", "Uniform", 1.0 / 6)]
    [InlineData("PyTorch", Convolution, "bias", "Uniform", 1.0 / 6)]
    [InlineData("PyTorch", Grouped, "weight", "Uniform", 0.23570226)]
    [InlineData("PyTorch", Depthwise, "weight", "Uniform", 1.0 / 3)]
    [InlineData("PyTorch", Transposed, "weight", "Uniform", 0.13608276)]
    [InlineData("PyTorch", Transposed, "bias", "Uniform", 0.13608276)]
    [InlineData("PyTorch", Recurrent, "weight_ih_l0", "Uniform", 0.25)]
    [InlineData("PyTorch", Recurrent, "weight_hh_l0", "Uniform", 0.25)]
    [InlineData("PyTorch", Recurrent, "bias_ih_l0", "Uniform", 0.25)]
    [InlineData("PyTorch", Recurrent, "bias_hh_l0", "Uniform", 0.25)]
    [InlineData("PyTorch", Attention, "in_proj_weight", "Uniform", 0.30618622)]
    [InlineData("PyTorch", Attention, "in_proj_bias", "Constant", 0)]
    [InlineData("PyTorch", Attention, "out_proj.weight", "Uniform", 0.25)]
    [InlineData("PyTorch", Attention, "out_proj.bias", "Constant", 0)]
    [InlineData("PyTorch", Shared, "in_proj_weight", "Uniform", 0.4330127)]
    [InlineData("Keras", Attention, "in_proj_weight", "Uniform", 0.21650635)]
    [InlineData("Keras", Attention, "out_proj.weight", "Uniform", 0.27386128)]
    [InlineData("Keras", Attention, "out_proj.bias", "Constant", 0)]
    [InlineData("Keras", Shared, "out_proj.weight", "Uniform", 0.27386128)]
    [InlineData("Flax", Attention, "in_proj_weight", "TruncatedNormal", 0.25)]
    [InlineData("Flax", Attention, "out_proj.weight", "TruncatedNormal", 0.25)]
    [InlineData("PyTorch", Table, "weight", "Normal", 1)]
    [InlineData("Keras", Dense, "weight", "Uniform", 0.0823852562)]
    [InlineData("Keras", Dense, "bias", "Constant", 0)]
    [InlineData("Keras", Convolution, "weight", "Uniform", 0.25819889)]
    [InlineData("Keras", Grouped, "weight", "Uniform", 0.28867513)]
    [InlineData("Keras", Depthwise, "weight", "Uniform", 1.0 / 3)]
    [InlineData("Keras", Transposed, "weight", "Uniform", 0.25819889)]
    [InlineData("Keras", Recurrent, "weight_ih_l0", "Uniform", 0.5)]
    [InlineData("Keras", Recurrent, "weight_hh_l0", "Orthogonal", 0.25)]
    [InlineData("Keras", Recurrent, "bias_ih_l0", "Constant", 0)]
    [InlineData("Keras", Table, "weight", "Uniform", 0.05)]
    [InlineData("Flax", Dense, "weight", "TruncatedNormal", 1.0 / 28)]
    [InlineData("Flax", Dense, "bias", "Constant", 0)]
    [InlineData("Flax", Convolution, "weight", "TruncatedNormal", 1.0 / 6)]
    [InlineData("Flax", Grouped, "weight", "TruncatedNormal", 0.23570226)]
    [InlineData("Flax", Transposed, "weight", "TruncatedNormal", 1.0 / 6)]
    [InlineData("Flax", Recurrent, "weight_ih_l0", "TruncatedNormal", 0.35355339)]
    [InlineData("Flax", Recurrent, "weight_hh_l0", "Orthogonal", 0.25)]
    [InlineData("Flax", Table, "weight", "Normal", 1.0 / 3)]
    public void Layers_begin_as_in_the_framework(string framework, string network, string parameter, string distribution, double size)
    {
        Initializer initializer = Model(framework, network).Nodes[0].Find(parameter)!.Initializer;
        Assert.Equal(distribution, initializer.Distribution.ToString());
        Assert.Equal(size, initializer.Distribution == Distribution.Uniform ? initializer.Second : initializer.Std, 1e-8);
        if (initializer.Distribution == Distribution.Uniform) Assert.Equal(-initializer.First, initializer.Second);
    }

    /// <summary>
    /// Keras' compute_fans takes the last two axes of a kernel for input and output, whatever the layer: [rows, columns, channels, multiplier] of a depthwise kernel, where each output sees
    /// one channel only, and [rows, columns, filters, channels] of a transposed one, where the two are exchanged. What is a matrix of all gates has all of them in its fan-out.
    /// </summary>
    [Theory]
    [InlineData(Dense, "weight", 784, 100)]
    [InlineData(Convolution, "weight", 9 * 4, 9 * 6)]
    [InlineData(Grouped, "weight", 9 * 2, 9 * 6)]
    [InlineData(Depthwise, "weight", 9 * 4, 9 * 2)]
    [InlineData("Network(8, 8, 4|) DepthwiseConv2D(3)", "weight", 9 * 4, 9)]
    [InlineData("Network(8, 8, 4|) DepthwiseConv2D(3, Multiplier = 5)", "weight", 9 * 4, 9 * 5)]
    [InlineData("Network(8, 8, 4|) SeparableConv2D(6, 3)", "weight", 9 * 4, 9)]
    [InlineData("Network(5, 8|) Conv1D(6, 3)", "weight", 3 * 8, 3 * 6)]
    [InlineData(Transposed, "weight", 9 * 6, 9 * 4)]
    [InlineData(Recurrent, "weight_ih_l0", 8, 16)]
    [InlineData("Network(5, 8|) LSTM(16)", "weight_ih_l0", 8, 4 * 16)]
    [InlineData("Network(5, 8|) GRU(16)", "weight_ih_l0", 8, 3 * 16)]
    public void Fans_are_those_of_Keras(string network, string parameter, int fanIn, int fanOut)
        => Assert.Equal($"Keras' default, Xavier, fan-in {fanIn}, fan-out {fanOut}", Model("Keras", network).Nodes[0].Find(parameter)!.Initializer.Description);

    [Theory]
    [InlineData("PyTorch")]
    [InlineData("Keras")]
    [InlineData("Flax")]
    public void Normalisations_begin_as_the_identity(string framework)
        => Assert.Equal([1.0, 0, 0, 1], Model(framework, "Network(8, 8, 4|) BatchNorm").Nodes[0].Parameters.Select(parameter => parameter.Initializer.First));

    [Fact]
    public void What_is_declared_counts()
    {
        NetworkModel model = Declared.Model("[Network(50, Defaults = Framework.PyTorch)] [Dense(10)] [He] [ReLU] [Dense(2)] [Zeros(Target = Parameter.Bias)]");
        Assert.Equal(0.2, model.Nodes[0].Weight!.Initializer.Std, 1e-9);
        Assert.Equal(Distribution.Uniform, model.Nodes[0].Find(Parameter.Bias)!.Initializer.Distribution);
        Assert.Equal(Distribution.Uniform, model.Nodes[2].Weight!.Initializer.Distribution);
        Assert.True(model.Nodes[2].Find(Parameter.Bias)!.Initializer.IsConstant);
    }

    /// <summary>'Network(8|) Dense(2)' to attributes with the framework in the place of the bar.</summary>
    private static NetworkModel Model(string framework, string network)
    {
        string[] parts = network.Split("|) ");
        return Declared.Model($"[{parts[0]}, Defaults = Framework.{framework})] [{parts[1]}]");
    }
}
