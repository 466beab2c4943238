namespace NetGen;

/// <summary>
/// Classification into one of many classes. The layer above gives logits (one number per class, any scale); the loss of a sample is
/// <c>-log softmax(logits)[label]</c>, the loss of a batch the mean. <c>Predict</c> gives the softmax. An untrained network that is not
/// overconfident begins at <c>ln(classes)</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftmaxCrossEntropyAttribute : LossAttribute;
