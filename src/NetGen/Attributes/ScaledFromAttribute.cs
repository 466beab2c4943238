namespace NetGen;

/// <summary>
/// Says that a network is a wider twin of another: the same layers in the same order, only with more units, channels or features. The class gets
/// <c>ScaledParameterGroups</c>, with which it trains well at the learning rate that was found for the small network, and the analyzer compares how both begin.
/// </summary>
/// <remarks>
/// <para>
/// With the usual starts and one learning rate for all layers the best rate falls as a network becomes wider, and by another factor in each layer. In the
/// maximal update parametrisation (muP: Yang, Hu et al., Tensor Programs V: Tuning large neural networks via zero-shot hyperparameter transfer, 2022,
/// arXiv 2203.03466) starts and rates follow the width so that each layer's activations move by the same amount with a step, however wide the network is. What
/// is tuned on the small network, its learning rate above all, then holds for the wide one.
/// </para>
/// <para>
/// With m the factor by which a width grows, in the form of Table 3, which needs no factors inside of the network:
/// </para>
/// <code>
/// weight                                    std           rate of Sgd   rate of Adam
/// input-like: only its fan-out grows        x 1           x m           x 1
/// hidden: both grow                         x 1/sqrt(m)   x 1           x 1/m
/// output-like: only its fan-in grows        x 1/m         x 1/m         x 1/m
/// </code>
/// <para>
/// Biases, embeddings, positions, and scales and shifts of normalisations are input-like. Where widths grow by different factors, those of the weight at hand
/// count: the rate of Sgd is that of fan-out / fan-in, the rate of Adam that of 1 / fan-in. Tables 8 and 9 of the article say the same with a factor behind the
/// last layer. He, LeCun and Auto follow the table in hidden layers by themselves; at the output they divide by sqrt(m) instead of m, and NG1020 says so.
/// </para>
/// <para>
/// Inputs and outputs of both networks are alike, so are losses, windows and depths: NG0022 says where they differ. The small network may be in another
/// project. Strength of dropout, and the penalty of an adaptive optimiser that adds it to the gradient, do not carry over.
/// </para>
/// </remarks>
/// <example><code>
/// [Network(784)]
/// [Dense(64)] [He] [ReLU]
/// [Dense(64)] [He] [ReLU]
/// [Dense(10)] [LeCun]
/// [SoftmaxCrossEntropy]
/// public sealed partial class SmallNet;
///
/// [Network(784)]
/// [ScaledFrom(typeof(SmallNet))]
/// [Dense(256)] [He] [ReLU]
/// [Dense(256)] [He] [ReLU]
/// [Dense(10)] [VarianceScaling(0.25)]      // 1/4 of SmallNet's variance for each input
/// [SoftmaxCrossEntropy]
/// public sealed partial class WideNet;
///
/// var adam = new Adam(0.003f);             // found for SmallNet
/// var trainer = new WideNet().CreateTrainer(adam, new TrainerOptions { Groups = WideNet.ScaledParameterGroups(adam) });
/// </code></example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class ScaledFromAttribute : Attribute
{
    /// <summary>Declares a network as a wider twin of another.</summary>
    /// <param name="network">The small network: a class with <see cref="NetworkAttribute"/>.</param>
    public ScaledFromAttribute(Type network) => Network = network;

    /// <summary>The small network.</summary>
    public Type Network { get; }
}
