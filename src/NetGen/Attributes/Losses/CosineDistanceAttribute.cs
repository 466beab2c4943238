namespace NetGen;

/// <summary>
/// Directions: the mean over the batch of <c>1 - cos(output, target)</c>, whatever the lengths. As PyTorch's <c>CosineEmbeddingLoss</c> for pairs
/// that belong together, and Keras' <c>CosineSimilarity</c> plus 1. <c>Predict</c> gives the output itself.
/// </summary>
/// <remarks>Behind an image or a sequence the channels of each position are a direction, and the loss is the mean over positions.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class CosineDistanceAttribute : LossTermAttribute;
