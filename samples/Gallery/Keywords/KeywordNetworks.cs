#pragma warning disable format // one line per layer
using NetGen;

namespace GallerySample.Keywords;

/// <summary>A small network for keywords, of the shape of DS-CNN (Zhang et al., 2017): 49 frames of 10 bands are an image.</summary>
[Network(49, 10, 1, InputStd = 1)]
[Conv2D(64, 10, KernelWidth = 4, Stride = 2, Padding = Padding.Same, UseBias = false)] [BatchNorm] [ReLU]
[Use<DepthwiseAndPointwise>(Repeat = 4)]
[GlobalAveragePool2D]
[Dense(4)]
[SoftmaxCrossEntropy(Classes = ["tone", "rising", "falling", "noise"])]
public sealed partial class ImageListener;

[Block]
[DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)] [BatchNorm] [ReLU]
[Conv2D(64, 1, UseBias = false)] [BatchNorm] [ReLU]
internal sealed class DepthwiseAndPointwise;

/// <summary>The same sounds frame by frame: it has an opinion at any time.</summary>
[Network(49, 10, InputStd = 1, Stream = true)]
[GRU(40, LastStepOnly = true)]
[Dense(4)]
[SoftmaxCrossEntropy(Classes = ["tone", "rising", "falling", "noise"])]
public sealed partial class FrameListener;
