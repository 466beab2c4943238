namespace NetGen.Tests.Networks;

/// <summary>A convolution whose weights are transformed once after each change.</summary>
#pragma warning disable format // one line per layer
[Network(8, 8, 16)]
[Conv2D(16, 3, Padding = Padding.Same, Algorithm = ConvolutionAlgorithm.Winograd)] [ReLU]
[GlobalAveragePool2D]
[Dense(2)]
[SoftmaxCrossEntropy]
#pragma warning restore format
public sealed partial class WinogradNet;
