using NetGen;

namespace ExperimentsSample;

// Half of them are broken on purpose, and the analyzer says so.
#pragma warning disable NG1001, NG1002, NG1003, NG1005, NG1006, NG1007, NG1008, NG1012, NG1013, NG1014, NG1017, NG1018, NG1019
#pragma warning disable NG2005, NG2007, NG2008, NG2009, NG2011, NG2014, NG4001, NG4002, NG4003, NG4004, NG4005, NG4007, NG4008, NG4010, NG4011, NG4012, NG4013, NG4014, NG4015
#pragma warning disable format // one line for each layer

[Block] [Dense(64)] [Xavier] [ReLU] internal sealed class NG1001BrokenLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [Xavier] [ReLU] [Use<NG1001BrokenLayer>(Repeat = 12)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1001Broken;

[Block] [Dense(64)] [He] [ReLU] internal sealed class NG1001RepairedLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Use<NG1001RepairedLayer>(Repeat = 12)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1001Repaired;

[Block] [Dense(64)] [He] [Tanh] internal sealed class NG1002BrokenLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [Tanh] [Use<NG1002BrokenLayer>(Repeat = 12)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1002Broken;

[Block] [Dense(64)] [Xavier] [Tanh] internal sealed class NG1002RepairedLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [Xavier] [Tanh] [Use<NG1002RepairedLayer>(Repeat = 12)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1002Repaired;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [Zeros] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1003Broken;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1003Repaired;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [Normal(0.8)] [ReLU] [Dense(64)] [Normal(0.8)] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1005Broken;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1005Repaired;

[Block] [Dense(64)] [He] [SELU] internal sealed class NG1006BrokenLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [SELU] [Use<NG1006BrokenLayer>(Repeat = 12)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1006Broken;

[Block] [Dense(64)] [LeCun] [SELU] internal sealed class NG1006RepairedLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [LeCun] [SELU] [Use<NG1006RepairedLayer>(Repeat = 12)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1006Repaired;

[Block] [Dense(64)] [TruncatedNormal(0.177)] [ReLU] internal sealed class NG1007BrokenLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Use<NG1007BrokenLayer>(Repeat = 12)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1007Broken;

[Block] [Dense(64)] [Normal(0.177)] [ReLU] internal sealed class NG1007RepairedLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Use<NG1007RepairedLayer>(Repeat = 12)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1007Repaired;

[Block] [Dense(64)] [He] [Constant(1, Target = Parameter.Bias)] [ReLU] internal sealed class NG1008BrokenLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [Constant(1, Target = Parameter.Bias)] [ReLU] [Use<NG1008BrokenLayer>(Repeat = 6)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1008Broken;

[Block] [Dense(64)] [He] [ReLU] internal sealed class NG1008RepairedLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Use<NG1008RepairedLayer>(Repeat = 6)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1008Repaired;

[Block] [Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU] internal sealed class NG1012BrokenLayer;

[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)] [Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU] [MaxPool2D(4)] [Use<NG1012BrokenLayer>(Repeat = 31)] [Flatten] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1012Broken;

[Block] [Conv2D(16, 3, Padding = Padding.Same, UseBias = false)] [He] [BatchNorm] [ReLU] internal sealed class NG1012RepairedLayer;

[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)] [Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU] [MaxPool2D(4)] [Use<NG1012RepairedLayer>(Repeat = 31)] [Flatten] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1012Repaired;

[Network(28, 28, InputMean = 0.1307, InputStd = 0.3081)] [LSTM(32, LastStepOnly = true)] [Normal(0, 0.05, Target = Parameter.Recurrent)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1013Broken;

[Network(28, 28, InputMean = 0.1307, InputStd = 0.3081)] [LSTM(32, LastStepOnly = true)] [Orthogonal(Target = Parameter.Recurrent)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1013Repaired;

[Block] [Dense(64)] [He] [ReLU] [Dense(64)] [LeCun] internal sealed class NG1014BrokenBranch;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Residual<NG1014BrokenBranch>(Repeat = 8)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1014Broken;

[Block] [Dense(64)] [He] [ReLU] [Dense(64)] [Zeros] internal sealed class NG1014RepairedBranch;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Residual<NG1014RepairedBranch>(Repeat = 8)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1014Repaired;

[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)] [Conv2D(16, 3)] [He] [ReLU] [MaxPool2D(2)] [Conv2D(16, 3)] [Normal(0.4714)] [ReLU] [Conv2D(16, 3)] [Normal(0.4714)] [ReLU] [Flatten] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1017Broken;

[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)] [Conv2D(16, 3)] [He] [ReLU] [MaxPool2D(2)] [Conv2D(16, 3)] [He] [ReLU] [Conv2D(16, 3)] [He] [ReLU] [Flatten] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1017Repaired;

[Block] [Dense(64)] [He] [LeakyReLU(0.5)] internal sealed class NG1018BrokenLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [LeakyReLU(0.5)] [Use<NG1018BrokenLayer>(Repeat = 12)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1018Broken;

[Block] [Dense(64)] [He(Slope = 0.5)] [LeakyReLU(0.5)] internal sealed class NG1018RepairedLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He(Slope = 0.5)] [LeakyReLU(0.5)] [Use<NG1018RepairedLayer>(Repeat = 12)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1018Repaired;

[Block] [Dense(64)] [VarianceScaling(0.3333, Distribution = WeightDistribution.Uniform)] [ReLU] internal sealed class NG1019BrokenLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [VarianceScaling(0.3333, Distribution = WeightDistribution.Uniform)] [ReLU] [Use<NG1019BrokenLayer>(Repeat = 8)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1019Broken;

[Block] [Dense(64)] [He] [ReLU] internal sealed class NG1019RepairedLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Use<NG1019RepairedLayer>(Repeat = 8)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG1019Repaired;
