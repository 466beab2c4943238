namespace NetGen;

/// <summary>
/// Regression where single targets may be far off: the mean over batch and outputs of <c>|output - target|</c>. As PyTorch's <c>L1Loss</c>; what is
/// learned is the median. <c>Predict</c> gives the output itself.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MeanAbsoluteErrorAttribute : LossTermAttribute;
