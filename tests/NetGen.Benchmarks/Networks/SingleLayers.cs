namespace NetGen.Benchmarks.Networks;

#pragma warning disable format // one line for each layer: 'dotnet format' would give every attribute its own

/// <summary>A fully connected layer alone.</summary>
[Network(1024)]
[Dense(1024)] [He] [ReLU]
[MeanSquaredError]
public sealed partial class Dense1024;

/// <summary>The widest layer of <see cref="DigitNet"/> alone.</summary>
[Network(3136)]
[Dense(1024)] [He] [ReLU]
[MeanSquaredError]
public sealed partial class Dense3136To1024;

/// <summary>A 3x3 convolution between equally many channels, tap by tap.</summary>
[Network(28, 28, 64)]
[Conv2D(64, 3, Padding = Padding.Same, Algorithm = ConvolutionAlgorithm.Direct)] [He] [ReLU]
[MeanSquaredError]
public sealed partial class Conv3X3;

/// <summary>The same by Winograd's algorithm.</summary>
[Network(28, 28, 64)]
[Conv2D(64, 3, Padding = Padding.Same, Algorithm = ConvolutionAlgorithm.Winograd)] [He] [ReLU]
[MeanSquaredError]
public sealed partial class Conv3X3Winograd;

/// <summary>The second convolution of <see cref="DigitNet"/> alone.</summary>
[Network(14, 14, 32)]
[Conv2D(64, 5, Padding = Padding.Same)] [He] [ReLU]
[MeanSquaredError]
public sealed partial class Conv5X5;

/// <summary>The first convolution of <see cref="DigitNet"/> alone: one input channel.</summary>
[Network(28, 28, 1)]
[Conv2D(32, 5, Padding = Padding.Same)] [He] [ReLU]
[MeanSquaredError]
public sealed partial class ConvOneChannel;

/// <summary>A first convolution of colour images: three input channels.</summary>
[Network(32, 32, 3)]
[Conv2D(32, 3, Padding = Padding.Same)] [He] [ReLU]
[MeanSquaredError]
public sealed partial class ConvThreeChannels;

/// <summary>A 1x1 convolution: a matrix product per pixel.</summary>
[Network(28, 28, 64)]
[Conv2D(64, 1)] [He] [ReLU]
[MeanSquaredError]
public sealed partial class Conv1X1;

/// <summary>A convolution that halves the image.</summary>
[Network(28, 28, 64)]
[Conv2D(128, 3, Padding = Padding.Same, Stride = 2)] [He] [ReLU]
[MeanSquaredError]
public sealed partial class ConvStrided;

/// <summary>A depthwise convolution: every channel on its own.</summary>
[Network(28, 28, 64)]
[Conv2D(64, 3, Padding = Padding.Same, Groups = 64)] [He] [ReLU]
[MeanSquaredError]
public sealed partial class ConvDepthwise;

/// <summary>A convolution in four groups of 16 channels.</summary>
[Network(28, 28, 64)]
[Conv2D(64, 3, Padding = Padding.Same, Groups = 4)] [He] [ReLU]
[MeanSquaredError]
public sealed partial class ConvGrouped;

/// <summary>A convolution whose taps lie two pixels apart.</summary>
[Network(28, 28, 64)]
[Conv2D(64, 3, Padding = Padding.Same, Dilation = 2)] [He] [ReLU]
[MeanSquaredError]
public sealed partial class ConvDilated;
