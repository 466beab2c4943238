#pragma warning disable format // one line per layer
using NetGen;

namespace ImagesSample;

/// <summary>Which shape is in a picture of 32 x 32 pixels? A small residual network.</summary>
[Network(32, 32, 3, InputMean = 0.32, InputStd = 0.24)]
[Conv2D(16, 3, Padding = Padding.Same, UseBias = false)] [BatchNorm] [ReLU]
[Residual<Same16>] [ReLU]
[Residual<Halve32, Shortcut32>] [ReLU]
[Residual<Halve64, Shortcut64>] [ReLU]
[GlobalAveragePool2D]
[Dense(4)]
[SoftmaxCrossEntropy]
public sealed partial class ShapeNet;

[Block]
[Conv2D(16, 3, Padding = Padding.Same, UseBias = false)] [BatchNorm] [ReLU]
[Conv2D(16, 3, Padding = Padding.Same, UseBias = false)] [BatchNorm]
internal sealed class Same16;

[Block]
[Conv2D(32, 3, Stride = 2, PaddingSize = 1, UseBias = false)] [BatchNorm] [ReLU]
[Conv2D(32, 3, PaddingSize = 1, UseBias = false)] [BatchNorm]
internal sealed class Halve32;

[Block]
[Conv2D(32, 1, Stride = 2, UseBias = false)] [BatchNorm]
internal sealed class Shortcut32;

[Block]
[Conv2D(64, 3, Stride = 2, PaddingSize = 1, UseBias = false)] [BatchNorm] [ReLU]
[Conv2D(64, 3, PaddingSize = 1, UseBias = false)] [BatchNorm]
internal sealed class Halve64;

[Block]
[Conv2D(64, 1, Stride = 2, UseBias = false)] [BatchNorm]
internal sealed class Shortcut64;
