namespace NetGen.SignalAccuracy;

[Block, Conv2D(64, 3, Padding = Padding.Same), He, ReLU]
internal sealed class SameHeLayer;

[Block, Conv2D(64, 3, Padding = Padding.Same), Xavier, ReLU]
internal sealed class SameXavierLayer;

[Block, Conv2D(64, 3, Padding = Padding.Same), Normal(1), ReLU]
internal sealed class SameNormalLayer;

[Block, Conv2D(64, 3), He, ReLU]
internal sealed class ValidHeLayer;

[Block, Conv2D(64, 3, Padding = Padding.Same, UseBias = false), Normal(0.5), BatchNorm, ReLU]
internal sealed class NormalizedLayer;

[Block]
[Conv2D(64, 3, Padding = Padding.Same, UseBias = false), He, BatchNorm, ReLU]
[Conv2D(64, 3, Padding = Padding.Same, UseBias = false), He, BatchNorm]
internal sealed class BasicBlock;

[Network(10, 10, 3), Use<ValidHeLayer>(Repeat = 3), Flatten, Dense(64), LeCun, SoftmaxCrossEntropy]
internal sealed partial class ConvolutionsValidHe;

[Network(8, 8, 3), Use<SameHeLayer>(Repeat = 6), Flatten, Dense(64), LeCun, SoftmaxCrossEntropy]
internal sealed partial class ConvolutionsSameHe;

[Network(8, 8, 3), Use<SameXavierLayer>(Repeat = 4), Flatten, Dense(64), Xavier, SoftmaxCrossEntropy]
internal sealed partial class ConvolutionsSameXavier;

[Network(12, 12, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Use<SameHeLayer>(Repeat = 2), MaxPool2D(2), Use<SameHeLayer>(Repeat = 2), MaxPool2D(2)]
[Flatten, Dense(64), Xavier]
[SoftmaxCrossEntropy]
internal sealed partial class ConvolutionsMaxPoolHe;

[Network(12, 12, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Use<SameNormalLayer>(Repeat = 2), MaxPool2D(2), Use<SameNormalLayer>(Repeat = 2), MaxPool2D(2)]
[Flatten, Dense(64), Normal(1)]
[SoftmaxCrossEntropy]
internal sealed partial class ConvolutionsMaxPoolNormal;

[Network(12, 12, 3)]
[Use<SameHeLayer>, AveragePool2D(2), Use<SameHeLayer>, AveragePool2D(3, Stride = 2, Padding = Padding.Same)]
[Flatten, Dense(64), LeCun]
[SoftmaxCrossEntropy]
internal sealed partial class ConvolutionsAveragePool;

[Network(9, 9, 3)]
[Conv2D(64, 3), He, MaxPool2D(3, Stride = 2), ReLU]
[Conv2D(64, 3, Padding = Padding.Same), He, ReLU]
[GlobalMaxPool2D]
[Dense(64), LeCun]
[SoftmaxCrossEntropy]
internal sealed partial class PoolingBeforeActivation;

[Network(8, 8, 3)]
[Use<NormalizedLayer>(Repeat = 2), MaxPool2D(2), Use<NormalizedLayer>(Repeat = 2), GlobalAveragePool2D]
[Dense(64), LeCun]
[SoftmaxCrossEntropy]
internal sealed partial class ConvolutionsBatchNorm;

[Network(8, 8, 3)]
[Conv2D(64, 3, Padding = Padding.Same, UseBias = false), He, BatchNorm, ReLU]
[Residual<BasicBlock>, ReLU]
[Residual<BasicBlock>, ReLU]
[Residual<BasicBlock>, ReLU]
[GlobalAveragePool2D]
[Dense(64), LeCun]
[SoftmaxCrossEntropy]
internal sealed partial class ResidualBatchNorm;

[Network(12, 12, 2)]
[Conv2D(64, 5, Padding = Padding.Same, Stride = 2), LeCun, Tanh]
[Conv2D(64, 3, Dilation = 2, PaddingSize = 2), LeCun, Tanh]
[Conv2D(128, 3, Groups = 4), LeCun, SELU]
[Flatten, Dense(64), LeCun]
[SoftmaxCrossEntropy]
internal sealed partial class StridedDilatedGrouped;

[Network(14, 14, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(64, 5, Padding = Padding.Same), He, ReLU]
[MaxPool2D(2)]
[Conv2D(64, 5, Padding = Padding.Same), He, ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(256), He, ReLU]
[Dropout(0.5)]
[Dense(64), Xavier]
[SoftmaxCrossEntropy]
internal sealed partial class DigitLikeNet;

[Network(8, 8, 3)]
[Conv2D(64, 3, Padding = Padding.Same), GELU]
[Conv2D(64, 3, Padding = Padding.Same), GELU]
[MaxPool2D(2)]
[Conv2D(64, 3, Padding = Padding.Same), SiLU]
[Flatten, Dense(64)]
[MeanSquaredError]
internal sealed partial class ConvolutionsGelu;
