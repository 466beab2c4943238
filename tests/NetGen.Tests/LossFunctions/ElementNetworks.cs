namespace NetGen.Tests.LossFunctions;

#pragma warning disable format // one line per layer
[Network(3)] [Dense(4, UseBias = false)] [BinaryCrossEntropy(PositiveWeight = 2.5)] public sealed partial class WeightedYesNo;

[Network(3)] [Dense(4, UseBias = false)] [Hinge] public sealed partial class HingeNet;

[Network(3)] [Dense(4, UseBias = false)] [SquaredHinge] public sealed partial class SquaredHingeNet;

[Network(3)] [Dense(4, UseBias = false)] [BinaryFocal] public sealed partial class FocalYesNo;

[Network(3)] [Dense(4, UseBias = false)] [MeanSquaredLogarithmicError] public sealed partial class LogarithmicNet;

[Network(3)] [Dense(4, UseBias = false)] [MeanAbsolutePercentageError] public sealed partial class PercentageNet;

[Network(3)] [Dense(4, UseBias = false)] [Huber(Delta = 0.5, Weight = 2)] public sealed partial class SmoothNet;

[Network(3)] [Dense(1, UseBias = false)] [BinaryCrossEntropy] public sealed partial class OneYesNo;
#pragma warning restore format
