using NetGen;

namespace ExperimentsSample;

// The networks of the published experiments, layer by layer. Half of them are broken on purpose, and the analyzer says so.
#pragma warning disable NG1003, NG1005, NG1008, NG2007, NG4001, NG4002, NG4003, NG4004
#pragma warning disable format // one line for each layer: 'dotnet format' would give every attribute its own

/// <summary>Four layers of numbers, three of weights, no activation: all weights N(0, 1).</summary>
[Network(784, InputMean = 0.1307, InputStd = 0.3081)]
[Dense(500)] [Normal(1)]
[Dense(500)] [Normal(1)]
[Dense(10)] [Normal(1)]
[SoftmaxCrossEntropy]
internal sealed partial class FourLayerNet;

/// <summary>Two stages of two 3x3 convolutions and a linear layer, all weights N(0, 1).</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(64, 3, Padding = Padding.Same)] [Normal(1)] [ReLU]
[Conv2D(64, 3, Padding = Padding.Same)] [Normal(1)] [ReLU]
[MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same)] [Normal(1)] [ReLU]
[Conv2D(128, 3, Padding = Padding.Same)] [Normal(1)] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(10)] [Normal(1)]
[SoftmaxCrossEntropy]
internal sealed partial class BrokenConvNet;

/// <summary>The same with weights a hundred times smaller.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(64, 3, Padding = Padding.Same)] [Normal(0.01)] [ReLU]
[Conv2D(64, 3, Padding = Padding.Same)] [Normal(0.01)] [ReLU]
[MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same)] [Normal(0.01)] [ReLU]
[Conv2D(128, 3, Padding = Padding.Same)] [Normal(0.01)] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(10)] [Normal(0.01)]
[SoftmaxCrossEntropy]
internal sealed partial class VanishingConvNet;

/// <summary>
/// The same with TensorFlow 1's variance_scaling_initializer, a normal distribution of std sqrt(1.3 * 2 / fan-in) cut at two of them, and its
/// xavier_initializer.
/// </summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(64, 3, Padding = Padding.Same)] [TruncatedNormal(0.53748385)] [ReLU]
[Conv2D(64, 3, Padding = Padding.Same)] [TruncatedNormal(0.06718548)] [ReLU]
[MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same)] [TruncatedNormal(0.06718548)] [ReLU]
[Conv2D(128, 3, Padding = Padding.Same)] [TruncatedNormal(0.04750731)] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
internal sealed partial class FixedConvNet;

/// <summary>
/// The convolutional network of TensorFlow's tutorial. All weights are drawn from a normal distribution of std 1, cut at two, and all biases
/// are 1: multiplied by w, they are those of std w and biases w.
/// </summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(32, 5, Padding = Padding.Same)] [TruncatedNormal(1)] [Ones(Target = Parameter.Bias)] [ReLU]
[MaxPool2D(2)]
[Conv2D(64, 5, Padding = Padding.Same)] [TruncatedNormal(1)] [Ones(Target = Parameter.Bias)] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(1024)] [TruncatedNormal(1)] [Ones(Target = Parameter.Bias)] [ReLU]
[Dropout(0.5)]
[Dense(10)] [TruncatedNormal(1)] [Ones(Target = Parameter.Bias)]
[SoftmaxCrossEntropy]
internal sealed partial class SweepNet;

/// <summary>Keras' mnist_cnn with all weights zero.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(32, 3)] [Zeros] [ReLU]
[Conv2D(64, 3)] [Zeros] [ReLU]
[MaxPool2D(2)]
[Dropout(0.25)]
[Flatten]
[Dense(128)] [Zeros] [ReLU]
[Dropout(0.5)]
[Dense(10)] [Zeros]
[SoftmaxCrossEntropy]
internal sealed partial class ZeroKerasNet;

/// <summary>Keras' mnist_cnn with all weights N(0, 0.4).</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(32, 3)] [Normal(0.4)] [ReLU]
[Conv2D(64, 3)] [Normal(0.4)] [ReLU]
[MaxPool2D(2)]
[Dropout(0.25)]
[Flatten]
[Dense(128)] [Normal(0.4)] [ReLU]
[Dropout(0.5)]
[Dense(10)] [Normal(0.4)]
[SoftmaxCrossEntropy]
internal sealed partial class LargeKerasNet;

/// <summary>Keras' mnist_cnn with VarianceScaling(2, fan_in, normal), He's initialiser.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(32, 3)] [VarianceScaling(2)] [ReLU]
[Conv2D(64, 3)] [VarianceScaling(2)] [ReLU]
[MaxPool2D(2)]
[Dropout(0.25)]
[Flatten]
[Dense(128)] [VarianceScaling(2)] [ReLU]
[Dropout(0.5)]
[Dense(10)] [VarianceScaling(2)]
[SoftmaxCrossEntropy]
internal sealed partial class HeKerasNet;
