namespace NetGen.Benchmarks.Networks;

#pragma warning disable format // one line for each layer: 'dotnet format' would give every attribute its own

/// <summary>VGG for 32x32 images: two convolutions before each of three poolings.</summary>
[Network(32, 32, 3)]
[Conv2D(64, 3, Padding = Padding.Same)] [He] [ReLU]
[Conv2D(64, 3, Padding = Padding.Same)] [He] [ReLU]
[MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same)] [He] [ReLU]
[Conv2D(128, 3, Padding = Padding.Same)] [He] [ReLU]
[MaxPool2D(2)]
[Conv2D(256, 3, Padding = Padding.Same)] [He] [ReLU]
[Conv2D(256, 3, Padding = Padding.Same)] [He] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(512)] [He] [ReLU]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class Vgg32;

[Block]
[Conv2D(16, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(16, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm]
internal sealed class NormalizedBranch16;

[Block]
[Conv2D(32, 3, Padding = Padding.Same, Stride = 2, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(32, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm]
internal sealed class NormalizedEntry32;

[Block]
[Conv2D(64, 3, Padding = Padding.Same, Stride = 2, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(64, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm]
internal sealed class NormalizedEntry64;

/// <summary>The residual network of MLPerf Tiny's image classification: three blocks, normalised.</summary>
[Network(32, 32, 3)]
[Conv2D(16, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[Residual<NormalizedBranch16>] [ReLU]
[Residual<NormalizedEntry32>(Projection = true)] [ReLU]
[Residual<NormalizedEntry64>(Projection = true)] [ReLU]
[GlobalAveragePool2D]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class ResNet8;
