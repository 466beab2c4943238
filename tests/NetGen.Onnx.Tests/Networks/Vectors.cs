#pragma warning disable format // one line per layer
namespace NetGen.Onnx.Tests.Networks;

// Vectors, activations, joins, and weights that are computed.

[Network(9)]
[ReLU(Name = "a")] [LeakyReLU(0.3, Input = "input", Name = "b")] [ReLU6(Input = "input", Name = "c")] [SquaredReLU(Input = "input", Name = "d")]
[ELU(1.3, Input = "input", Name = "e")] [CELU(1.7, Input = "input", Name = "f")] [SELU(Input = "input", Name = "g")] [GELU(Input = "input", Name = "h")]
[SiLU(Input = "input", Name = "i")] [Mish(Input = "input", Name = "j")] [HardSwish(Input = "input", Name = "k")] [Tanh(Input = "input", Name = "l")]
[LeCunTanh(Input = "input", Name = "m")] [HardTanh(Input = "input", Name = "n")] [Sigmoid(Input = "input", Name = "o")] [HardSigmoid(Input = "input", Name = "p")]
[Softplus(Input = "input", Name = "q")] [Softsign(Input = "input", Name = "r")] [PReLU(Input = "input", Name = "s")] [Softmax(Input = "input", Name = "t")]
[LogSoftmax(Input = "input")]
[Concat("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t")]
public sealed partial class AllActivations;

[Network(6)]
[Dense(4, Name = "a")] [Dense(4, Input = "input", Name = "b")] [Dense(4, Input = "input", Name = "c")]
[Add("a", "b")] [Subtract("a", "b")] [Multiply("c")] [Average("a", "b")] [Maximum("c", "b", Name = "high")]
[Minimum("a", "c")]
[Dot("high", Name = "product")]
[Dot("b", Input = "a", Normalize = true)]
[Concat("product", "high")]
[GroupNorm(2)] [RMSNorm(Epsilon = 1e-3)] [LayerNorm(UseScale = false)] [Permute(1)] [Flatten]
public sealed partial class JoinedVectors;

[Network(5, 4, 3)]
[Conv2D(4, 3)] [WeightNorm] [ReLU]
[Conv2DTranspose(3, 2, Groups = 1)] [SpectralNorm]
[DepthwiseConv2D(2)] [WeightNorm]
[Flatten]
[Dense(6)] [SpectralNorm]
[Dense(3)] [WeightNorm]
public sealed partial class NormalizedWeights;

[Network(5, 4, 3)]
[Conv2D(4, 3)] [SpectralNorm] [Tanh]
[Conv2DTranspose(6, 2, Stride = 2)] [WeightNorm]
[DepthwiseConv2D(2)] [SpectralNorm]
[Conv2DTranspose(4, 3)] [SpectralNorm(Epsilon = 1e-6)]
public sealed partial class NormalizedKernels;

[Network(4, 5, 3)]
[Conv2D(4, 2, Name = "left")]
[Conv2D(4, 2, Input = "input", Name = "right")]
[Add("left")] [Minimum("left", "right")]
[Dot("right", Normalize = true, Name = "angle")]
[Dot("right", Input = "left")]
[Concat("angle", "left")]
public sealed partial class JoinedImages;

[Network(8, 8, 4, InputName = "board")]
[Input("clocks", 2)]
[Conv2D(6, 3)] [ReLU] [Flatten] [Concat("clocks")]
[Dense(9)] [ReLU(Name = "trunk")]
[Dense(7, Name = "policy")]
[SoftmaxCrossEntropy]
[Dense(1, Input = "trunk", Name = "value")]
[MeanSquaredError(Weight = 0.5)]
public sealed partial class TwoHeads;

[Network(4)]
[Dense(3)] [Poisson]
public sealed partial class CountingNet;

[Network(4, 5, 2)]
[Conv2D(3, 2)]
[KLDivergence]
public sealed partial class PixelClasses;

[Network(4, 5, 2)]
[Conv2D(2, 2)]
[Dice]
public sealed partial class PixelMasks;

// Nothing is left of it in a model but its input under another name.
[Network(5)]
[Dropout(0.5)]
public sealed partial class NothingToDo;

[Network(5)]
[Dense(4, Name = "größe/1 2")] [ReLU(Name = "0")] [Output("0")] [Output("größe/1 2")]
public sealed partial class UnusualNames;

public readonly struct HalfSwish : IActivationFunction
{
    public static float Value(float x) => 0.5f * x / (1 + MathF.Exp(-x));
}

[Network(5)]
[Dense(4)] [Activation(typeof(HalfSwish))]
[Dense(3)] [Activation(typeof(HalfSwish), Name = "last")]
public sealed partial class OwnActivations;
