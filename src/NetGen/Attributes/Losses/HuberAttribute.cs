namespace NetGen;

/// <summary>
/// Regression where single targets may be far off: the mean over batch and outputs of <c>(output - target)^2 / 2</c> within <see cref="Delta"/>,
/// and of <c>Delta (|output - target| - Delta / 2)</c> outside. As PyTorch's <c>HuberLoss</c>. <c>Predict</c> gives the output itself.
/// </summary>
/// <remarks>PyTorch's <c>SmoothL1Loss</c> of some <c>beta</c> is this with <c>Delta = beta, Weight = 1 / beta</c>.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HuberAttribute : LossTermAttribute
{
    /// <summary>The distance at which the square goes over into a straight line; positive.</summary>
    public double Delta { get; set; } = 1;
}
