namespace NetGen.Kernels.Browser;

#pragma warning disable format // one line per layer

/// <summary>A network that the program is compiled with, as a page's own would be.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(4, 5, Stride = 3)] [ReLU]
[Flatten]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class PageNet;
