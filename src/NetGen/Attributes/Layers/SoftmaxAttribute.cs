namespace NetGen;

/// <summary>
/// Turns the channels of each position into probabilities: <c>exp(x[i]) / sum over j of exp(x[j])</c>. A network that ends in
/// <see cref="SoftmaxCrossEntropyAttribute"/> must not have it: that loss works on logits, and <c>Predict</c> applies the softmax.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftmaxAttribute : LayerAttribute;
