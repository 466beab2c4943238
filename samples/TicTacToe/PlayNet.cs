#pragma warning disable format // one line per layer
using NetGen;

namespace TicTacToeSample;

/// <summary>Where to move, and how the game will end: two heads on one trunk. The board is two planes: whose turn it is, and the other's.</summary>
[Network(3, 3, 2)]
[Flatten]
[Dense(128)] [ReLU]
[Dense(128)] [ReLU(Name = "trunk")]
[Dense(9, Name = "policy")]
[SoftmaxCrossEntropy]
[Dense(1, Input = "trunk")] [Tanh(Name = "value")]
[MeanSquaredError]
public sealed partial class PlayNet;
