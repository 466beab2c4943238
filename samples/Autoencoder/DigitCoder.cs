#pragma warning disable format // one line per layer
using NetGen;

namespace AutoencoderSample;

/// <summary>A digit of 784 pixels through 16 numbers, and back again by transposed convolutions.</summary>
[Network(28, 28, 1)]
[Conv2D(16, 3, Stride = 2, PaddingSize = 1)] [ReLU]
[Conv2D(32, 3, Stride = 2, PaddingSize = 1)] [ReLU]
[Flatten]
[Dense(16, Name = "code")]
[Dense(7 * 7 * 32)] [ReLU]
[Reshape(7, 7, 32)]
[Conv2DTranspose(16, 4, Stride = 2, PaddingSize = 1)] [ReLU]
[Conv2DTranspose(1, 4, Stride = 2, PaddingSize = 1)]
[BinaryCrossEntropy]
public sealed partial class DigitCoder;
