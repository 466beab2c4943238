namespace NetGen;

/// <summary>
/// Counts: the mean over batch and outputs of <c>e^output - target * output</c>, the negative log-likelihood of a count whose expected value is
/// <c>e^output</c>, but for a constant. As PyTorch's <c>PoissonNLLLoss</c>; Keras' takes expected values instead of their logarithms.
/// </summary>
/// <remarks><c>Predict</c> gives the expected value, <c>e^output</c>.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PoissonAttribute : LossTermAttribute;
