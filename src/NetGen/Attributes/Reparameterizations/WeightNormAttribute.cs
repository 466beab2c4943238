namespace NetGen;

/// <summary>
/// Weight normalisation (Salimans and Kingma, 2016): w = g v / |v|. Length and direction of the weights of each output are trained apart, which makes the
/// size of a step along the direction independent of the weights' size. As <c>torch.nn.utils.weight_norm(module)</c> with <c>dim = 0</c>: the norm is over
/// everything but the first axis that the weight has in files, so for each unit or filter; for <c>[Conv2DTranspose]</c>, as there, for each input channel.
/// </summary>
/// <remarks>
/// <para>
/// Parameters: <c>weight_v</c> of the weight's shape, <c>weight_g</c> of the shape [n, 1, ...], and the bias: the names that PyTorch gives them in a
/// <c>state_dict</c>. The layer has no <c>weight</c>. Optimisers, weight decay and parameter groups see <c>weight_g</c> and <c>weight_v</c>.
/// </para>
/// <para>
/// <c>weight_v</c> begins as the layer's initialiser says, and <c>weight_g</c> as its norms, so that the weights begin as without this attribute.
/// Weights whose <c>weight_v</c> is zero throughout are zero and stay so (in PyTorch they are not a number).
/// </para>
/// <para>
/// A training step computes the weights once, two passes over them, and two for the gradient; inference computes them once after parameters have changed.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// [Network(28, 28, 1)]
/// [Conv2D(32, 5)] [He] [WeightNorm] [ReLU]
/// [Flatten] [Dense(10)] [WeightNorm]
/// [SoftmaxCrossEntropy]
/// public sealed partial class DigitNet;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class WeightNormAttribute : ReparameterizationAttribute;
