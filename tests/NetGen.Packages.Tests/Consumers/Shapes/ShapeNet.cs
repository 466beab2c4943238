#pragma warning disable format // one line per layer
using NetGen;

namespace Shapes;

/// <summary>A network of a library: other assemblies use it.</summary>
[Network(12, 12, 1, InputMean = 0, InputStd = 1)]
[Conv2D(8, 3)] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class ShapeNet;
