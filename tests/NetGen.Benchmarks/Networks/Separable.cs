namespace NetGen.Benchmarks.Networks;

#pragma warning disable format // one line for each layer: 'dotnet format' would give every attribute its own

[Block]
[DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(64, 1, UseBias = false)] [He] [BatchNorm] [ReLU]
internal sealed class Separable64;

[Block]
[DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(128, 1, UseBias = false)] [He] [BatchNorm] [ReLU]
internal sealed class Separable128;

/// <summary>DS-CNN for keywords (Zhang et al., 2017), as in MLPerf Tiny: 49 frames of 10 bands are an image.</summary>
[Network(49, 10, 1)]
[Conv2D(64, 10, KernelWidth = 4, Stride = 2, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[Use<Separable64>(Repeat = 4)]
[GlobalAveragePool2D]
[Dense(12)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class KeywordCnn;

/// <summary>MobileNet at a quarter of its width for 96x96 images, as in MLPerf Tiny's visual wake words.</summary>
[Network(96, 96, 3)]
[Conv2D(8, 3, Stride = 2, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(16, 1, UseBias = false)] [He] [BatchNorm] [ReLU]
[DepthwiseConv2D(3, Stride = 2, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(32, 1, UseBias = false)] [He] [BatchNorm] [ReLU]
[DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(32, 1, UseBias = false)] [He] [BatchNorm] [ReLU]
[DepthwiseConv2D(3, Stride = 2, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(64, 1, UseBias = false)] [He] [BatchNorm] [ReLU]
[Use<Separable64>]
[DepthwiseConv2D(3, Stride = 2, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(128, 1, UseBias = false)] [He] [BatchNorm] [ReLU]
[Use<Separable128>(Repeat = 5)]
[DepthwiseConv2D(3, Stride = 2, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(256, 1, UseBias = false)] [He] [BatchNorm] [ReLU]
[DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(256, 1, UseBias = false)] [He] [BatchNorm] [ReLU]
[GlobalAveragePool2D]
[Dense(2)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class MobileNet96;
