#pragma warning disable format // one line per layer
using NetGen;

namespace NetGen_App._1;

/// <summary>Tells handwritten digits of 28 x 28 pixels apart.</summary>
[Network(28, 28, 1, InputMean = 0.12, InputStd = 0.255)]
[Conv2D(16, 5, Padding = Padding.Same)] [ReLU]
[MaxPool2D(2)]
[Conv2D(32, 5, Padding = Padding.Same)] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(64)] [ReLU]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class DigitNet;
