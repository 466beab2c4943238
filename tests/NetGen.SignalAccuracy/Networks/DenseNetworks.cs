namespace NetGen.SignalAccuracy;

// Stacks of dense layers: each activation with initialisers that suit it and such that do not.
[Block, Dense(256), LeCun]
internal sealed class LinearLeCunLayer;

[Block, Dense(100), Normal(0.05)]
internal sealed class LinearSmallLayer;

[Block, Dense(100), Normal(0.2)]
internal sealed class LinearLargeLayer;

[Block, Dense(256), He, ReLU]
internal sealed class ReluHeLayer;

[Block, Dense(256), Xavier, ReLU]
internal sealed class ReluXavierLayer;

[Block, Dense(256), Normal(1), ReLU]
internal sealed class ReluNormalLayer;

[Block, Dense(256), TruncatedNormal(0.1), Constant(0.1, Target = Parameter.Bias), ReLU]
internal sealed class ReluBiasLayer;

[Block, Dense(256), Uniform(-0.1, 0.15), ReLU]
internal sealed class ReluShiftedLayer;

[Block, Dense(256), He(Slope = 0.1), LeakyReLU(0.1)]
internal sealed class LeakyHeLayer;

[Block, Dense(256), Xavier, Tanh]
internal sealed class TanhXavierLayer;

[Block, Dense(256), He, Tanh]
internal sealed class TanhHeLayer;

[Block, Dense(256), Normal(1), Tanh]
internal sealed class TanhNormalLayer;

[Block, Dense(256), LeCun, SELU]
internal sealed class SeluLeCunLayer;

[Block, Dense(256), He, SELU]
internal sealed class SeluHeLayer;

[Block, Dense(256), GELU]
internal sealed class GeluAutoLayer;

[Block, Dense(256), Xavier, GELU]
internal sealed class GeluXavierLayer;

[Block, Dense(256), SiLU]
internal sealed class SiluAutoLayer;

[Block, Dense(256), Mish]
internal sealed class MishAutoLayer;

[Block, Dense(256), He, HardSwish]
internal sealed class HardSwishHeLayer;

[Block, Dense(256), ELU]
internal sealed class EluAutoLayer;

[Block, Dense(256), Xavier, Sigmoid]
internal sealed class SigmoidXavierLayer;

[Block, Dense(256), LeCun, Softplus]
internal sealed class SoftplusLeCunLayer;

[Block, Dense(256), He, ReLU, Dropout(0.5)]
internal sealed class DropoutLayer;

[Block, Dense(256, UseBias = false), Normal(1), BatchNorm, ReLU]
internal sealed class BatchNormReluLayer;

[Block, Dense(256, UseBias = false), Normal(0.01), BatchNorm, Tanh]
internal sealed class BatchNormTanhLayer;

[Block, Dense(256), He, ReLU, Dense(256), He]
internal sealed class ResidualBranch;

[Network(100), Use<LinearLeCunLayer>(Repeat = 5), Dense(64), LeCun, SoftmaxCrossEntropy]
internal sealed partial class LinearLeCun;

[Network(100), Use<LinearSmallLayer>(Repeat = 5), Dense(64), Normal(0.05), SoftmaxCrossEntropy]
internal sealed partial class LinearSmall;

[Network(100), Use<LinearLargeLayer>(Repeat = 5), Dense(64), Normal(0.2), MeanSquaredError]
internal sealed partial class LinearLarge;

[Network(100), Use<ReluHeLayer>(Repeat = 6), Dense(64), LeCun, SoftmaxCrossEntropy]
internal sealed partial class ReluHe;

[Network(100), Use<ReluXavierLayer>(Repeat = 6), Dense(64), Xavier, SoftmaxCrossEntropy]
internal sealed partial class ReluXavier;

[Network(100), Use<ReluNormalLayer>(Repeat = 4), Dense(64), Normal(1), SoftmaxCrossEntropy]
internal sealed partial class ReluNormal;

[Network(100, InputMean = 1, InputStd = 0.5), Use<ReluHeLayer>(Repeat = 4), Dense(64), LeCun, SoftmaxCrossEntropy]
internal sealed partial class ReluHeShiftedInput;

[Network(100), Use<ReluBiasLayer>(Repeat = 4), Dense(64), LeCun, SoftmaxCrossEntropy]
internal sealed partial class ReluTruncatedWithBias;

[Network(100), Use<ReluShiftedLayer>(Repeat = 3), Dense(64), Uniform(-0.1, 0.15), SoftmaxCrossEntropy]
internal sealed partial class ReluPositiveWeights;

[Network(100), Use<LeakyHeLayer>(Repeat = 6), Dense(64), LeCun, MeanSquaredError]
internal sealed partial class LeakyHe;

[Network(100), Use<TanhXavierLayer>(Repeat = 6), Dense(64), Xavier, SoftmaxCrossEntropy]
internal sealed partial class TanhXavier;

[Network(100), Use<TanhHeLayer>(Repeat = 6), Dense(64), Xavier, SoftmaxCrossEntropy]
internal sealed partial class TanhHe;

[Network(100), Use<TanhNormalLayer>(Repeat = 4), Dense(64), LeCun, SoftmaxCrossEntropy]
internal sealed partial class TanhNormal;

[Network(100), Use<SeluLeCunLayer>(Repeat = 8), Dense(64), LeCun, SoftmaxCrossEntropy]
internal sealed partial class SeluLeCun;

[Network(100), Use<SeluHeLayer>(Repeat = 6), Dense(64), He, SoftmaxCrossEntropy]
internal sealed partial class SeluHe;

[Network(100), Use<GeluAutoLayer>(Repeat = 6), Dense(64), SoftmaxCrossEntropy]
internal sealed partial class GeluAuto;

[Network(100), Use<GeluXavierLayer>(Repeat = 6), Dense(64), Xavier, SoftmaxCrossEntropy]
internal sealed partial class GeluXavier;

[Network(100), Use<SiluAutoLayer>(Repeat = 6), Dense(64), SoftmaxCrossEntropy]
internal sealed partial class SiluAuto;

[Network(100), Use<MishAutoLayer>(Repeat = 6), Dense(64), SoftmaxCrossEntropy]
internal sealed partial class MishAuto;

[Network(100), Use<HardSwishHeLayer>(Repeat = 4), Dense(64), SoftmaxCrossEntropy]
internal sealed partial class HardSwishHe;

[Network(100), Use<EluAutoLayer>(Repeat = 6), Dense(64), SoftmaxCrossEntropy]
internal sealed partial class EluAuto;

[Network(100), Use<SigmoidXavierLayer>(Repeat = 4), Dense(64), Xavier, SoftmaxCrossEntropy]
internal sealed partial class SigmoidXavier;

[Network(100), Use<SoftplusLeCunLayer>(Repeat = 4), Dense(64), LeCun, SoftmaxCrossEntropy]
internal sealed partial class SoftplusLeCun;

[Network(100), Use<DropoutLayer>(Repeat = 3), Dense(64), LeCun, SoftmaxCrossEntropy]
internal sealed partial class ReluDropout;

[Network(100), Use<BatchNormReluLayer>(Repeat = 4), Dense(64), LeCun, SoftmaxCrossEntropy]
internal sealed partial class BatchNormRelu;

[Network(100), Use<BatchNormTanhLayer>(Repeat = 4), Dense(64), LeCun, SoftmaxCrossEntropy]
internal sealed partial class BatchNormTanh;

[Network(256), Residual<ResidualBranch>(Repeat = 4), Dense(64), LeCun, SoftmaxCrossEntropy]
internal sealed partial class ResidualRelu;

[Network(100)]
[Dense(256), ReLU6, Dense(256), HardTanh, Dense(256), Softsign, Dense(256), CELU(0.5), Dense(256), LeCunTanh, Dense(256), HardSigmoid]
[Dense(64), LeCun]
[SoftmaxCrossEntropy]
internal sealed partial class ManyActivations;

[Network(100)]
[Dense(256), Tanh(Name = "gate")]
[Dense(256, Name = "right"), LeCun]
[Multiply("gate")]
[Concat("right")]
[Dense(64), LeCun]
[SoftmaxCrossEntropy]
internal sealed partial class GateAndConcat;
