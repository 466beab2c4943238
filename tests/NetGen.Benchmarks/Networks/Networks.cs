namespace NetGen.Benchmarks.Networks;

#pragma warning disable format // one line for each layer: 'dotnet format' would give every attribute its own

/// <summary>
/// <see cref="DigitNet"/> without dropout, whose masks no two libraries draw alike: what training steps are checked with.
/// </summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(32, 5, Padding = Padding.Same)] [He] [ReLU]
[MaxPool2D(2)]
[Conv2D(64, 5, Padding = Padding.Same)] [He] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(1024)] [He] [ReLU]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class DigitNetWithoutDropout;

/// <summary>Four 3x3 convolutions, as in "LTFN 6: Weight Initialization".</summary>
[Network(28, 28, 1)]
[Conv2D(64, 3, Padding = Padding.Same)] [He] [ReLU]
[Conv2D(64, 3, Padding = Padding.Same)] [He] [ReLU]
[MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same)] [He] [ReLU]
[Conv2D(128, 3, Padding = Padding.Same)] [He] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class FourConvolutions;

/// <summary>Keras' example mnist_cnn.</summary>
[Network(28, 28, 1)]
[Conv2D(32, 3)] [He] [ReLU]
[Conv2D(64, 3)] [He] [ReLU]
[MaxPool2D(2)]
[Dropout(0.25)]
[Flatten]
[Dense(128)] [He] [ReLU]
[Dropout(0.5)]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class MnistCnn;

/// <summary><see cref="MnistCnn"/> without dropout: what training steps are checked with.</summary>
[Network(28, 28, 1)]
[Conv2D(32, 3)] [He] [ReLU]
[Conv2D(64, 3)] [He] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(128)] [He] [ReLU]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class MnistCnnWithoutDropout;

/// <summary>Five hidden layers of 100.</summary>
[Network(784)]
[Dense(100)] [He] [ReLU]
[Dense(100)] [He] [ReLU]
[Dense(100)] [He] [ReLU]
[Dense(100)] [He] [ReLU]
[Dense(100)] [He] [ReLU]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class DeepMlp;

/// <summary>Two hidden layers of 1024.</summary>
[Network(784)]
[Dense(1024)] [He] [ReLU]
[Dense(1024)] [He] [ReLU]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class WideMlp;

/// <summary>Two hidden layers of 64: the size that audio plug-ins run per sample.</summary>
[Network(64)]
[Dense(64)] [He] [ReLU]
[Dense(64)] [He] [ReLU]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class SmallMlp;
