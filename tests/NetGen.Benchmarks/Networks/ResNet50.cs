namespace NetGen.Benchmarks.Networks;

#pragma warning disable format // one line for each layer: 'dotnet format' would give every attribute its own

[Block]
[Conv2D(64, 1, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(64, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(256, 1, UseBias = false)] [He] [BatchNorm]
internal sealed class BottleneckEntry64;

[Block]
[Residual<BottleneckEntry64>] [ReLU]
internal sealed class BottleneckStage64;

[Block]
[Conv2D(128, 1, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(128, 3, Padding = Padding.Same, UseBias = false, Stride = 2)] [He] [BatchNorm] [ReLU]
[Conv2D(512, 1, UseBias = false)] [He] [BatchNorm]
internal sealed class BottleneckEntry128;

[Block]
[Conv2D(128, 1, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(128, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(512, 1, UseBias = false)] [He] [BatchNorm]
internal sealed class Bottleneck128;

[Block]
[Residual<Bottleneck128>] [ReLU]
internal sealed class BottleneckStage128;

[Block]
[Conv2D(256, 1, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(256, 3, Padding = Padding.Same, UseBias = false, Stride = 2)] [He] [BatchNorm] [ReLU]
[Conv2D(1024, 1, UseBias = false)] [He] [BatchNorm]
internal sealed class BottleneckEntry256;

[Block]
[Conv2D(256, 1, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(256, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(1024, 1, UseBias = false)] [He] [BatchNorm]
internal sealed class Bottleneck256;

[Block]
[Residual<Bottleneck256>] [ReLU]
internal sealed class BottleneckStage256;

[Block]
[Conv2D(512, 1, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(512, 3, Padding = Padding.Same, UseBias = false, Stride = 2)] [He] [BatchNorm] [ReLU]
[Conv2D(2048, 1, UseBias = false)] [He] [BatchNorm]
internal sealed class BottleneckEntry512;

[Block]
[Conv2D(512, 1, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(512, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU]
[Conv2D(2048, 1, UseBias = false)] [He] [BatchNorm]
internal sealed class Bottleneck512;

[Block]
[Residual<Bottleneck512>] [ReLU]
internal sealed class BottleneckStage512;

/// <summary>ResNet-50 for 224x224 images (He et al. 2015, table 1), strides in the 3x3 convolutions.</summary>
[Network(224, 224, 3)]
[Conv2D(64, 7, Padding = Padding.Same, Stride = 2, UseBias = false)] [He] [BatchNorm] [ReLU]
[MaxPool2D(3, Stride = 2, Padding = Padding.Same)]
[Residual<BottleneckEntry64>(Projection = true)] [ReLU]
[Use<BottleneckStage64>(Repeat = 2)]
[Residual<BottleneckEntry128>(Projection = true)] [ReLU]
[Use<BottleneckStage128>(Repeat = 3)]
[Residual<BottleneckEntry256>(Projection = true)] [ReLU]
[Use<BottleneckStage256>(Repeat = 5)]
[Residual<BottleneckEntry512>(Projection = true)] [ReLU]
[Use<BottleneckStage512>(Repeat = 2)]
[GlobalAveragePool2D]
[Dense(1000)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class ResNet50;
