namespace NetGen;

/// <summary>
/// Turns the channels of each position into logarithms of probabilities: <c>x[i] - ln(sum over j of exp(x[j]))</c>, exact also where a probability is too
/// small for a float. In front of <see cref="SoftmaxCrossEntropyAttribute"/>, which is what <c>nn.NLLLoss</c> does with them, it changes nothing: that loss
/// works on logits of any level.
/// </summary>
/// <remarks>Reads vectors, sequences and images. No parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LogSoftmaxAttribute : LayerAttribute;
