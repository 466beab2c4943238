namespace NetGen.Benchmarks.Networks;

#pragma warning disable format // one line for each layer: 'dotnet format' would give every attribute its own

/// <summary>One branch of a residual network without normalisation; the second convolution begins small, so that sums do not grow.</summary>
[Block]
[Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU]
[Conv2D(16, 3, Padding = Padding.Same)] [VarianceScaling(0.2)]
internal sealed class Branch16;

[Block]
[Residual<Branch16>] [ReLU]
internal sealed class Stage16;

[Block]
[Conv2D(32, 3, Padding = Padding.Same, Stride = 2)] [He] [ReLU]
[Conv2D(32, 3, Padding = Padding.Same)] [VarianceScaling(0.2)]
internal sealed class Entry32;

[Block]
[Conv2D(32, 3, Padding = Padding.Same)] [He] [ReLU]
[Conv2D(32, 3, Padding = Padding.Same)] [VarianceScaling(0.2)]
internal sealed class Branch32;

[Block]
[Residual<Branch32>] [ReLU]
internal sealed class Stage32;

[Block]
[Conv2D(64, 3, Padding = Padding.Same, Stride = 2)] [He] [ReLU]
[Conv2D(64, 3, Padding = Padding.Same)] [VarianceScaling(0.2)]
internal sealed class Entry64;

[Block]
[Conv2D(64, 3, Padding = Padding.Same)] [He] [ReLU]
[Conv2D(64, 3, Padding = Padding.Same)] [VarianceScaling(0.2)]
internal sealed class Branch64;

[Block]
[Residual<Branch64>] [ReLU]
internal sealed class Stage64;

/// <summary>ResNet-20 for 32x32 images (He et al. 2015, section 4.2), without normalisation and with projections where shapes change.</summary>
[Network(32, 32, 3)]
[Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU]
[Use<Stage16>(Repeat = 3)]
[Residual<Entry32>(Projection = true)] [ReLU]
[Use<Stage32>(Repeat = 2)]
[Residual<Entry64>(Projection = true)] [ReLU]
[Use<Stage64>(Repeat = 2)]
[GlobalAveragePool2D]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class ResNet20;
