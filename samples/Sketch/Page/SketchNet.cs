using NetGen;

namespace SketchSample;

#pragma warning disable format // one line per layer

/// <summary>Reads a digit of 28 x 28 pixels. Strides in place of pooling keep it small enough for an interpreter: 103,000 multiply-adds.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(8, 5, Stride = 2, Padding = Padding.Same)] [ReLU]
[Conv2D(16, 3, Stride = 2, Padding = Padding.Same)] [ReLU]
[Flatten]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class SketchNet;
