namespace NetGen.Tests.LossFunctions;

#pragma warning disable format // one line per layer
[Network(3)] [Dense(4, UseBias = false)]
[SoftmaxCrossEntropy]
public sealed partial class PlainClasses;

[Network(3)] [Dense(4, UseBias = false)]
[SoftmaxCrossEntropy(LabelSmoothing = 0.1)]
public sealed partial class SmoothClasses;

[Network(3)] [Dense(4, UseBias = false)]
[SoftmaxCrossEntropy(ClassWeights = [1, 0.5, 2, 0.25])]
public sealed partial class WeightedClasses;

[Network(3)] [Dense(4, UseBias = false)]
[SoftmaxCrossEntropy(IgnoreLabel = -100)]
public sealed partial class IgnoringClasses;

[Network(3)] [Dense(4, UseBias = false)]
[SoftmaxCrossEntropy(LabelSmoothing = 0.2, ClassWeights = [1, 0.5, 2, 0.25], IgnoreLabel = -100, Classes = ["cat", "dog", "hen", "cow"])]
public sealed partial class AllOfClasses;

/// <summary>Two heads, of which one counts classes differently and leaves samples out.</summary>
[Network(3)] [Dense(5, Name = "trunk")]
[Dense(4, Name = "kind")] [SoftmaxCrossEntropy(ClassWeights = [1, 0.5, 2, 0.25], IgnoreLabel = 255, Classes = ["cat", "dog", "hen", "cow"])]
[Dense(2, Input = "trunk", Name = "size")] [SoftmaxCrossEntropy(Weight = 0.5)]
public sealed partial class KindAndSize;
#pragma warning restore format
