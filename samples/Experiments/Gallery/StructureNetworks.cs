using NetGen;

namespace ExperimentsSample;

// Half of them are broken on purpose, and the analyzer says so.
#pragma warning disable NG1001, NG1002, NG1003, NG1005, NG1006, NG1007, NG1008, NG1012, NG1013, NG1014, NG1017, NG1018, NG1019
#pragma warning disable NG2005, NG2007, NG2008, NG2009, NG2011, NG2014, NG4001, NG4002, NG4003, NG4004, NG4005, NG4007, NG4008, NG4010, NG4011, NG4012, NG4013, NG4014, NG4015
#pragma warning disable format // one line for each layer

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Dense(10)] [He] [ReLU] [SoftmaxCrossEntropy] internal sealed partial class NG2005Broken;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG2005Repaired;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [LeCun] [Dense(64)] [LeCun] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG2007Broken;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG2007Repaired;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG2008Broken;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG2008Repaired;

[Block] [Dense(64)] [Xavier] [Sigmoid] internal sealed class NG2009BrokenLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [Xavier] [Sigmoid] [Use<NG2009BrokenLayer>(Repeat = 5)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG2009Broken;

[Block] [Dense(64)] [He] [ReLU] internal sealed class NG2009RepairedLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Use<NG2009RepairedLayer>(Repeat = 5)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG2009Repaired;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Dense(64)] [Softmax] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG2014Broken;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG2014Repaired;

[Block] [Dense(2)] [He] [ReLU] internal sealed class NG2011BrokenLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(2)] [He] [ReLU] [Use<NG2011BrokenLayer>(Repeat = 5)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG2011Broken;

[Block] [Dense(2)] [He] [LeakyReLU] internal sealed class NG2011RepairedLayer;

[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(2)] [He] [LeakyReLU] [Use<NG2011RepairedLayer>(Repeat = 5)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class NG2011Repaired;
