namespace NetGen;

/// <summary>
/// AdamW (Loshchilov and Hutter, 2019), as PyTorch's <c>torch.optim.AdamW</c>: the parameter is first multiplied by 1 - lr * weight decay,
/// then follows Adam's update; <see cref="AdamBase"/> has the formula.
/// </summary>
public sealed class AdamW : AdamBase
{
    /// <summary>AdamW with the given step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, NaN or infinite.</exception>
    public AdamW(double learningRate = 1e-3)
        : base(learningRate, weightDecay: 0.01, isDecoupled: true)
    {
    }
}
