namespace NetGen;

/// <summary>
/// A distribution over classes, such as that of a teacher: the mean over the batch of <c>sum of t (ln t - ln softmax(logit))</c>. Its gradient is
/// that of cross entropy, and 0 is the least it can be. As PyTorch's <c>KLDivLoss(reduction="batchmean")</c> of <c>log_softmax</c>. Targets are a
/// share for each class; <c>Predict</c> gives probabilities.
/// </summary>
/// <remarks>Behind an image or a sequence each position has a distribution, and the loss is the mean over positions.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class KLDivergenceAttribute : LossTermAttribute;
