namespace NetGen.Benchmarks.Networks;

// Its way from start to first answer is measured: compiled into that program too.
#pragma warning disable format // one line for each layer: 'dotnet format' would give every attribute its own

/// <summary>The convolutional network of TensorFlow's former MNIST tutorial: 3.3 million parameters.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(32, 5, Padding = Padding.Same)] [He] [ReLU]
[MaxPool2D(2)]
[Conv2D(64, 5, Padding = Padding.Same)] [He] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(1024)] [He] [ReLU]
[Dropout(0.5)]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class DigitNet;
