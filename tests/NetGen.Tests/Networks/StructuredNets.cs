namespace NetGen.Tests.Networks;

#pragma warning disable format // one line per layer
[Network(8, 8, 4)]
[Conv2D(8, 3)] [Orthogonal(1.5)] [Tanh]
[Conv2D(8, 3)] [DeltaOrthogonal] [Tanh]
[Conv2D(16, 3, Groups = 2)] [Dirac]
[Flatten]
[Dense(48)] [Orthogonal] [Tanh]
[Dense(80)] [Orthogonal(0.5)] [Tanh]
[Dense(40)] [Sparse(0.33, Std = 0.2)] [Tanh]
[Dense(16)] [Identity(-0.5)] [Tanh]
[Dense(3)] [DepthScaled(6)] [OutputPrior(5, 3, 2)]
[SoftmaxCrossEntropy]
public sealed partial class StructuredNet;

[Network(5, 6)]
[SimpleRNN(9)] [Orthogonal(Target = Parameter.Recurrent)]
[Flatten]
[Dense(2)] [OutputPrior(0.01, 0.9)]
[BinaryCrossEntropy]
public sealed partial class PriorNet;

/// <summary>Recurrent layers with gates, whose units fill no panel.</summary>
[Network(4, 6)]
[LSTM(9)]
[LSTM(5, ForgetBias = 0)] [Identity(Target = Parameter.Recurrent)]
[GRU(7)] [Constant(0.5, TargetName = "bias_hh_l0")]
[MeanSquaredError]
public sealed partial class GatedNet;

/// <summary>Blocks that begin as their input.</summary>
[Block]
[Dense(6)] [Fixup] [ReLU]
[Dense(6)] [Fixup]
internal sealed class FixupBranch;

[Network(6)]
[Residual<FixupBranch>(Repeat = 3)]
[MeanSquaredError]
public sealed partial class FixupNet;
#pragma warning restore format
