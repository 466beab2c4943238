namespace NetGen;

/// <summary>Adam (Kingma and Ba, 2015), as PyTorch's <c>torch.optim.Adam</c>; <see cref="AdamBase"/> has the formula. Weight decay is added to the gradient (L2 penalty).</summary>
public sealed class Adam : AdamBase
{
    /// <summary>Adam with the given step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, NaN or infinite.</exception>
    public Adam(double learningRate = 1e-3)
        : base(learningRate, weightDecay: 0, isDecoupled: false)
    {
    }
}
