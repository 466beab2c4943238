using System.Reflection;

using NetGen.Generator.Layers;
using NetGen.Generator.Layers.Initializers;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Layers;

/// <summary>Attributes and catalogues know the same things.</summary>
public sealed class LayerCatalogTests
{
    [Fact]
    public void Every_layer_attribute_has_a_row_and_every_row_an_attribute()
        => Assert.Equal(KindsOf(typeof(LayerAttribute)).Except(["Use", "Residual"]).Order(), LayerCatalog.Kinds.Concat(CompositeCatalog.Kinds).Order());

    [Fact]
    public void Every_initializer_attribute_has_a_row_and_every_row_an_attribute()
        => Assert.Equal(KindsOf(typeof(InitializerAttribute)).Order(), InitializerCatalog.Kinds.Order());

    [Fact]
    public void Every_reparameterization_attribute_has_a_row_and_every_row_an_attribute()
        => Assert.Equal(KindsOf(typeof(ReparameterizationAttribute)).Order(), ReparameterizationCatalog.Kinds.Order());

    [Fact]
    public void Every_loss_attribute_has_a_row_and_every_row_an_attribute()
        => Assert.Equal(KindsOf(typeof(LossTermAttribute)).Order(), LossCatalog.Kinds.Order());

    [Fact]
    public void Layers_can_be_declared_and_know_their_kind()
    {
        foreach ((string kind, LayerNode node) in Declarations.OfEveryKind())
        {
            Assert.Equal(kind, node.Layer.Kind);
            Assert.NotEmpty(node.Layer.Describe(node));
            Assert.DoesNotContain("  ", node.Layer.Describe(node), StringComparison.Ordinal);
        }
    }

    /// <summary>Defaults in the attributes' code and in the catalogue must be the same; what differs shows here.</summary>
    [Theory]
    [InlineData("[Conv2D(8, 3)]", "[Conv2D(8, 3, Stride = 1, Padding = Padding.Valid, Dilation = 1, Groups = 1, UseBias = true)]")]
    [InlineData("[Conv2D(8, 3)]", "[Conv2D(8, 3, KernelHeight = 3, KernelWidth = 3, StrideHeight = 1, StrideWidth = 1)]")]
    [InlineData("[MaxPool2D(2)]", "[MaxPool2D(2, Stride = 2, Padding = Padding.Valid)]")]
    [InlineData("[AveragePool2D(2)]", "[AveragePool2D(2, WindowHeight = 2, WindowWidth = 2, StrideHeight = 2, StrideWidth = 2)]")]
    [InlineData("[MaxPool2D(3, WindowWidth = 2)]", "[MaxPool2D(3, WindowWidth = 2, StrideHeight = 3, StrideWidth = 2)]")]
    [InlineData("[Flatten] [Dense(4)]", "[Flatten] [Dense(4, UseBias = true)]")]
    [InlineData("[Conv2D(4, 3)] [SpectralNorm]", "[Conv2D(4, 3)] [SpectralNorm(Iterations = 1, Epsilon = 1e-12)]")]
    [InlineData("[BatchNorm]", "[BatchNorm(Momentum = 0.1, Epsilon = 1e-5)]")]
    [InlineData("[LayerNorm]", "[LayerNorm(Epsilon = 1e-5, UseScale = true, UseBias = true)]")]
    [InlineData("[GroupNorm(2)]", "[GroupNorm(2, Epsilon = 1e-5, UseScale = true, UseBias = true)]")]
    [InlineData("[InstanceNorm]", "[InstanceNorm(Epsilon = 1e-5, UseScale = false, UseBias = false)]")]
    [InlineData("[RMSNorm]", "[RMSNorm(Epsilon = 1e-5, UseScale = true)]")]
    [InlineData("[PReLU]", "[PReLU(InitialSlope = 0.25, Shared = false)]")]
    [InlineData("[SeparableConv2D(8, 3)]", "[SeparableConv2D(8, 3, Multiplier = 1, Stride = 1, Padding = Padding.Valid, Dilation = 1, UseBias = true)]")]
    [InlineData("[LeakyReLU]", "[LeakyReLU(0.01)]")]
    [InlineData("[ELU]", "[ELU(1)]")]
    [InlineData("[CELU]", "[CELU(alpha: 1.0)]")]
    public void Defaults_are_those_of_the_attributes(string without, string with) => AssertEqual("[Network(8, 8, 4)]", without, with);

    [Theory]
    [InlineData("[Conv1D(8, 3)]", "[Conv1D(8, 3, Stride = 1, Padding = Padding.Valid, Dilation = 1, Groups = 1, UseBias = true)]")]
    [InlineData("[TransformerBlock(2)]", "[TransformerBlock(2, Hidden = 16, FeedForward = FeedForward.GELU, Causal = false, PostNorm = false, Dropout = 0, Epsilon = 1e-5, UseBias = true)]")]
    [InlineData("[MultiHeadAttention(2, Rotary = true)]", "[MultiHeadAttention(2, Rotary = true, RotaryBase = 10000)]")]
    [InlineData("[MultiHeadAttention(2)]", "[MultiHeadAttention(2, KeyValueHeads = 2, HeadSize = 0, Causal = false, Rotary = false, Dropout = 0, UseBias = true)]")]
    [InlineData("[MaxPool1D(2)]", "[MaxPool1D(2, Stride = 2, Padding = Padding.Valid)]")]
    [InlineData("[ZeroPadding1D(2)]", "[ZeroPadding1D(Before = 2, After = 2)]")]
    [InlineData("[SimpleRNN(5)]", "[SimpleRNN(5, UseBias = true, Reverse = false, Bidirectional = false, LastStepOnly = false, RecurrentDropout = 0, Activation = RecurrentActivation.Tanh)]")]
    [InlineData("[LSTM(5)]", "[LSTM(5, UseBias = true, Reverse = false, Bidirectional = false, LastStepOnly = false, RecurrentDropout = 0, ForgetBias = 1)]")]
    [InlineData("[GRU(5)]", "[GRU(5, UseBias = true, Reverse = false, Bidirectional = false, LastStepOnly = false, RecurrentDropout = 0, ResetAfter = true)]")]
    public void Defaults_on_sequences_are_those_of_the_attributes(string without, string with) => AssertEqual("[Network(8, 4)]", without, with);

    private static void AssertEqual(string network, string without, string with) => Assert.Equal(Declared.Model($"{network}\n{without}"), Declared.Model($"{network}\n{with}"));

    private static IEnumerable<string> KindsOf(Type root)
        => root.Assembly
            .GetTypes()
            .Where(type => type.IsSubclassOf(root))
            .Select(type => type.Name[..type.Name.IndexOf("Attribute", StringComparison.Ordinal)]);
}
