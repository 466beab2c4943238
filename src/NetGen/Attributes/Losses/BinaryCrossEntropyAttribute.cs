namespace NetGen;

/// <summary>
/// Yes or no, for one output or for many that do not exclude each other (several labels at once): the mean over batch and outputs of
/// <c>-t ln p - (1 - t) ln(1 - p)</c> with <c>p = sigmoid(output)</c>, for targets from 0 to 1. As PyTorch's <c>BCEWithLogitsLoss</c>.
/// </summary>
/// <remarks>Outputs are logits: the loss takes their sigmoid itself, so no [Sigmoid] stands in front of it. <c>Predict</c> gives probabilities.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BinaryCrossEntropyAttribute : LossAttribute;
