namespace NetGen;

/// <summary>
/// Yes or no, for one output or for many that do not exclude each other (several labels at once): the mean over batch and outputs of
/// <c>-t ln p - (1 - t) ln(1 - p)</c> with <c>p = sigmoid(output)</c>, for targets from 0 to 1. As PyTorch's <c>BCEWithLogitsLoss</c>. Steps take targets as
/// floats, or as whole numbers that are 0 or 1.
/// </summary>
/// <remarks>Outputs are logits: the loss takes their sigmoid itself, so no [Sigmoid] stands in front of it. <c>Predict</c> gives probabilities.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BinaryCrossEntropyAttribute : LossTermAttribute
{
    /// <summary>What a target of 1 counts where one of 0 counts 1, as PyTorch's <c>pos_weight</c>; positive. Above 1 where 1 is rare.</summary>
    public double PositiveWeight { get; set; } = 1;
}
