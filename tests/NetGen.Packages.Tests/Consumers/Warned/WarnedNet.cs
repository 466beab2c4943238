#pragma warning disable format // one line per layer
using NetGen;

namespace Warned;

[Network(64, InputMean = 0, InputStd = 1)]
[Dense(64)] [Xavier] [ReLU]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class WarnedNet;
