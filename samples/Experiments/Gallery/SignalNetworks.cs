using NetGen;

namespace ExperimentsSample;

// Half of them are broken on purpose, and the analyzer says so.
#pragma warning disable NG1001, NG1002, NG1003, NG1005, NG1006, NG1007, NG1008, NG1012, NG1013, NG1014, NG1017, NG1018, NG1019
#pragma warning disable NG2005, NG2007, NG2008, NG2009, NG2011, NG2014, NG4001, NG4002, NG4003, NG4004, NG4005, NG4007, NG4008, NG4010, NG4011, NG4012, NG4013, NG4014, NG4015
#pragma warning disable format // one line for each layer

[Block] [Dense(64)] [Normal(0.5)] [ReLU] internal sealed class NG4001BrokenLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [Normal(0.5)] [ReLU] [Use<NG4001BrokenLayer>(Repeat = 5)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4001Broken;

[Block] [Dense(64)] [He] [ReLU] internal sealed class NG4001RepairedLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Use<NG4001RepairedLayer>(Repeat = 5)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4001Repaired;

[Block] [Dense(64)] [Normal(0.02)] [ReLU] internal sealed class NG4002BrokenLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [Normal(0.02)] [ReLU] [Use<NG4002BrokenLayer>(Repeat = 5)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4002Broken;

[Block] [Dense(64)] [He] [ReLU] internal sealed class NG4002RepairedLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Use<NG4002RepairedLayer>(Repeat = 5)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4002Repaired;

[Block] [Dense(64)] [Xavier] [Sigmoid] internal sealed class NG4003BrokenLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [Xavier] [Sigmoid] [Use<NG4003BrokenLayer>(Repeat = 6)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4003Broken;

[Block] [Dense(64)] [He] [ReLU] internal sealed class NG4003RepairedLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Use<NG4003RepairedLayer>(Repeat = 6)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4003Repaired;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Dense(10)] [Normal(2)] [SoftmaxCrossEntropy] internal sealed partial class NG4004Broken;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4004Repaired;

[Block] [Dense(64)] [Normal(0.000001)] [Tanh] internal sealed class NG4005BrokenLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [Normal(0.000001)] [Tanh] [Use<NG4005BrokenLayer>(Repeat = 2)] [Dense(10)] [Normal(0.000001)] [SoftmaxCrossEntropy] internal sealed partial class NG4005Broken;

[Block] [Dense(64)] [Xavier] [Tanh] internal sealed class NG4005RepairedLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [Xavier] [Tanh] [Use<NG4005RepairedLayer>(Repeat = 2)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4005Repaired;

[Block] [Dense(64)] [Normal(0.06)] [Tanh] internal sealed class NG4007BrokenLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [Xavier] [Tanh] [Use<NG4007BrokenLayer>(Repeat = 12)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4007Broken;

[Block] [Dense(64)] [Xavier] [Tanh] internal sealed class NG4007RepairedLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [Xavier] [Tanh] [Use<NG4007RepairedLayer>(Repeat = 12)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4007Repaired;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [Normal(2)] [Tanh] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4008Broken;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [Xavier] [Tanh] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4008Repaired;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(1000)] [He] [ReLU] [Dense(64)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4010Broken;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4010Repaired;

[Network(784, InputMean = 33.3, InputStd = 78.6)] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4011Broken;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4011Repaired;

[Block] [Dense(8)] [He] [ReLU] internal sealed class NG4012BrokenLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(8)] [He] [ReLU] [Use<NG4012BrokenLayer>(Repeat = 8)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4012Broken;

[Block] [Dense(64)] [He] [ReLU] internal sealed class NG4012RepairedLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Use<NG4012RepairedLayer>(Repeat = 8)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4012Repaired;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4013Broken;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4013Repaired;

[Network(784, 1, InputMean = 0.1307, InputStd = 0.3081)] [LSTM(32, ForgetBias = 0, LastStepOnly = true)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4014Broken;

[Network(784, 1, InputMean = 0.1307, InputStd = 0.3081)] [LSTM(32, ForgetBias = 3, LastStepOnly = true)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4014Repaired;

[Network(28, 28, InputMean = 0.1307, InputStd = 0.3081)] [MultiHeadAttention(4)] [Normal(3)] [Last] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4015Broken;

[Network(28, 28, InputMean = 0.1307, InputStd = 0.3081)] [MultiHeadAttention(4)] [Xavier] [Last] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG4015Repaired;
