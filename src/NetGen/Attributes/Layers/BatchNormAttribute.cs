namespace NetGen;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy, 2015), per channel: <c>weight * (x - mean) / sqrt(variance + Epsilon) + bias</c>. Mean and
/// variance are those of the batch (and of all pixels) in training, and the running ones in inference.
/// </summary>
/// <remarks>Parameters: <c>weight</c> (begins at 1) and <c>bias</c> (0). State: <c>running_mean</c> (0) and <c>running_var</c> (1). All [channels].</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>
    /// The weight of the newest batch in the running statistics, as in PyTorch: <c>running = (1 - Momentum) * running + Momentum * batch</c>.
    /// (Keras' momentum is one minus this.) Above 0, at most 1.
    /// </summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>Added to the variance, so that a constant channel is not divided by zero; positive.</summary>
    public double Epsilon { get; set; } = 1e-5;
}
