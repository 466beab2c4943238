namespace NetGen.Tests.Networks;

#pragma warning disable format // one line per layer
/// <summary>Weights that are computed, in both ways; inference keeps transformed weights of some.</summary>
[Network(8, 8, 3)]
[Conv2D(16, 3, Padding = Padding.Same)] [SpectralNorm] [ReLU]
[Conv2D(16, 3, Padding = Padding.Same, Algorithm = ConvolutionAlgorithm.Winograd)] [WeightNorm] [ReLU]
[Conv2DTranspose(6, 2, Stride = 2)] [SpectralNorm] [Tanh]
[GlobalAveragePool2D]
[Dense(4)] [WeightNorm]
[SoftmaxCrossEntropy]
public sealed partial class ReparameterizedNet;

/// <summary>Directions and lengths.</summary>
[Network(6)]
[Dense(5)] [WeightNorm] [Tanh]
[Dense(3)] [WeightNorm]
[MeanSquaredError]
public sealed partial class DirectedNet;

/// <summary>The same without.</summary>
[Network(6)]
[Dense(5)] [Auto] [Tanh]
[Dense(3)] [Auto]
[MeanSquaredError]
public sealed partial class UndirectedNet;

/// <summary>Weights of several shapes, whose largest singular values are predicted.</summary>
[Network(6, 6, 20, InputCorrelation = 0)]
[Conv2D(40, 3, Padding = Padding.Same)] [SpectralNorm] [Tanh]
[Conv2D(90, 1)] [Uniform(-3, 3)] [SpectralNorm] [Tanh]
[Conv2DTranspose(50, 2, Stride = 2)] [SpectralNorm] [Tanh]
[Flatten]
[Dense(70)] [Orthogonal(3)] [SpectralNorm] [Tanh]
[Dense(30)] [Normal(0.05, 0.1)] [SpectralNorm]
[MeanSquaredError]
public sealed partial class SpectralNet;
#pragma warning restore format
