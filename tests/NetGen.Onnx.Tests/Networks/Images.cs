#pragma warning disable format // one line per layer
namespace NetGen.Onnx.Tests.Networks;

// Images: windows, borders, orders of axes, with settings that differ along rows and columns.

[Network(7, 6, 2)]
[Conv2D(4, 3, KernelWidth = 2, StrideHeight = 2, StrideWidth = 1, Padding = Padding.Same)] [ReLU]
[Conv2D(6, 3, Dilation = 2, PaddingSize = 2, Groups = 2, UseBias = false)] [LeakyReLU(0.2)]
[MaxPool2D(2, Padding = Padding.Same)]
[Flatten]
[Dense(5)]
[SoftmaxCrossEntropy]
public sealed partial class AwkwardConvolutions;

[Network(9, 8, 3)]
[DepthwiseConv2D(3, Multiplier = 2, Stride = 2, Padding = Padding.Same)] [Tanh]
[SeparableConv2D(5, 3, PaddingSize = 1)] [SiLU]
[AveragePool2D(3, Stride = 2, Padding = Padding.Same)]
public sealed partial class DepthwiseImages;

[Network(3, 4, 2)]
[Conv2DTranspose(4, 3, StrideHeight = 2, StrideWidth = 3, PaddingSize = 1, OutputPaddingHeight = 1, OutputPaddingWidth = 2)] [ELU(0.7)]
[Conv2DTranspose(6, 2, Stride = 3, Padding = Padding.Same, Groups = 2)] [Softplus]
[Conv2DTranspose(2, 4, Stride = 2, Padding = Padding.Same, UseBias = false)]
[Conv2DTranspose(3, 3, Dilation = 2, PaddingSize = 1)]
public sealed partial class TransposedImages;

// Output paddings of a stride or more, which a dilation allows: with more that is cut off, with less, and with none.
[Network(3, 4, 2)]
[Conv2DTranspose(3, 3, Dilation = 3, Stride = 2, PaddingSize = 3, OutputPadding = 2)] [Tanh]
[Conv2DTranspose(4, 3, Dilation = 3, StrideHeight = 1, StrideWidth = 2, PaddingSize = 1, OutputPadding = 2)] [Tanh]
[Conv2DTranspose(2, 2, Dilation = 4, Stride = 1, OutputPadding = 3)]
public sealed partial class DilatedTransposedImages;

[Network(7, 5, 3)]
[MaxPool2D(3, WindowWidth = 2, StrideHeight = 2, StrideWidth = 1, PaddingSize = 1)]
[AveragePool2D(2, Stride = 1, PaddingSize = 1)]
[Conv2D(3, 1)]
public sealed partial class PooledImages;

[Network(7, 6, 2)]
[Conv2D(3, 1, Name = "first")]
[AdaptiveAveragePool2D(3, 4)] [Flatten(Name = "uneven")]
[AdaptiveMaxPool2D(2, 5, Input = "first")] [Flatten(Name = "largest")]
[AdaptiveAveragePool2D(7, 3, Input = "first")] [Flatten(Name = "even")]
[AdaptiveMaxPool2D(1, 2, Input = "first")] [Flatten]
[Concat("uneven", "largest", "even")]
public sealed partial class BinnedImages;

[Network(5, 4, 3)]
[GlobalMaxPool2D(Name = "largest")]
[GlobalAveragePool2D(Input = "input")]
[Multiply("largest")]
public sealed partial class GlobalImages;

[Network(5, 6, 3)]
[ZeroPadding2D(Top = 1, Bottom = 0, Left = 2, Right = 3)]
[Conv2D(8, 2)]
[Cropping2D(Top = 0, Bottom = 2, Left = 1, Right = 3)]
[PixelShuffle(2)]
[UpSampling2D(2, SizeWidth = 3)]
[ZeroPadding2D(1)]
public sealed partial class MovedPixels;

[Network(3, 4, 2)]
[UpSampling2D(3, SizeWidth = 2, Interpolation = Interpolation.Bilinear)]
[Conv2D(3, 2)]
[UpSampling2D(1, SizeWidth = 4, Interpolation = Interpolation.Bilinear)]
public sealed partial class InterpolatedImages;

[Network(3, 4, 5)]
[Permute(3, 1, 2)]
[Conv2D(6, 2)] [ReLU6]
[Permute(2, 1, 3)]
[Reshape(4, -1, 3)]
[Conv2D(2, 1)]
[Reshape(8, 4)]
[Dense(3)]
[Reshape(-1)]
[Dense(4)]
public sealed partial class ReshapedImages;

// Behind a flattened image everything with parameters for single values has them in the order of files, and what divides it is in that of the network.
[Network(3, 4, 2)]
[Conv2D(4, 2)] [Flatten]
[BatchNorm] [Scale(Initial = 0.5)] [PReLU] [LayerNorm] [Standardize]
[GLU] [Scale(Initial = 2)] [Maxout(2)] [Scale(Initial = 0.5)] [Softmax]
[Dense(6)]
public sealed partial class FlattenedImages;

[Network(3, 4, 2)]
[Conv2D(4, 2, Name = "image")] [Flatten(Name = "left")]
[Conv2D(2, 2, Input = "image")] [Flatten]
[Concat("left")]
[Maxout(2)] [GLU]
[Dense(7)]
public sealed partial class JoinedFlattenedImages;

[Network(3, 4, 2)]
[Conv2D(4, 2)] [Flatten(Name = "flat")]
[Reshape(4, 6)] [Softmax(Name = "shares")] [Output("shares")] [Output("flat")]
public sealed partial class FlattenedOutput;

[Network(4, 3, 6)]
[BatchNorm(Epsilon = 1e-3)] [Scale] [PReLU(Shared = true)]
[LayerNorm(Epsilon = 1e-4)] [Standardize]
[InstanceNorm] [GroupNorm(3, Epsilon = 0.1)] [SiLU] [GroupNorm(2, UseScale = false, UseBias = false)] [SiLU]
[InstanceNorm(UseScale = true, UseBias = true, Epsilon = 0.1)] [RMSNorm(Epsilon = 0.1)]
[Scale(Shared = true, Initial = 0.3)] [PReLU]
[SpatialDropout2D(0.2)] [StochasticDepth(0.2)]
public sealed partial class NormalizedImages;

[Network(4, 3, 6)]
[SwiGLU]
[Conv2D(8, 2, Padding = Padding.Same)] [Maxout(4)]
[Conv2D(4, 1)] [GeGLU]
[LogSoftmax]
public sealed partial class GatedImages;
