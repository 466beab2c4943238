using NetGen;

namespace EmbeddedSample;

#pragma warning disable format // one line per layer

/// <summary>Reads a digit of 28 x 28 pixels: 5,258 parameters, 21 KB.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(8, 3)] [ReLU]
[MaxPool2D(2)]
[Conv2D(16, 3)] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class DigitReader;
