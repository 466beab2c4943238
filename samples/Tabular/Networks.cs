#pragma warning disable format // one line per layer
using NetGen;

namespace TabularSample;

/// <summary>Will a customer leave? 21 inputs are what the encoder makes of the table's nine columns.</summary>
[Network(21)]
[Dense(64)] [ReLU]
[Dense(32)] [ReLU]
[Dense(1)]
[BinaryCrossEntropy]
public sealed partial class ChurnNet;

/// <summary>Logistic regression: what a network has to be better than.</summary>
[Network(21)]
[Dense(1)]
[BinaryCrossEntropy]
public sealed partial class LogisticNet;
