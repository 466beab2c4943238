namespace NetGen.Tests.Networks;

/// <summary>Two inputs, two heads with a loss each, and a layer in between that is an output too.</summary>
#pragma warning disable format // one line per layer
[Network(5, 4, 3, InputName = "board")]
[Input("clocks", 2)]
[Conv2D(4, 3, Padding = Padding.Same)] [Tanh] [Flatten] [Concat("clocks")]
[Dense(8)] [Tanh(Name = "trunk")]
[Dense(6, Name = "policy")]
[SoftmaxCrossEntropy]
[Dense(5, Input = "trunk")] [Tanh]
[Dense(1, Name = "value")]
[MeanSquaredError(Weight = 0.5)]
[Output("trunk")]
#pragma warning restore format
public sealed partial class MoveNet;
