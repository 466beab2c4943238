#pragma warning disable format // one line per layer
using NetGen;

namespace Consumer;

[Network(4)]
[Dense(8)] [ReLU]
[Dense(2)]
[SoftmaxCrossEntropy]
internal sealed partial class Net;
