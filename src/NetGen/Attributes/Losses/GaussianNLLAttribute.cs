namespace NetGen;

/// <summary>
/// Regression that says how sure it is: the mean over batch and targets of <c>(s + (mean - target)^2 / e^s) / 2</c>, s the logarithm of the variance.
/// Of an even number of outputs the first half are means, the second half logarithms of variances; targets are half as many. As PyTorch's
/// <c>GaussianNLLLoss</c>, variances below 1e-6 count as that. <c>Predict</c> gives the outputs themselves;
/// metrics measure the means.
/// </summary>
/// <remarks>Behind an image or a sequence the channels of each position are divided so.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GaussianNLLAttribute : LossTermAttribute;
