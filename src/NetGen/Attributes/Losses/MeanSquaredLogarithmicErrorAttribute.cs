namespace NetGen;

/// <summary>
/// Regression where it is ratios that matter: the mean over batch and outputs of <c>(ln(1 + output) - ln(1 + target))^2</c>, for targets of at least
/// 0. As Keras' <c>MeanSquaredLogarithmicError</c>. <c>Predict</c> gives the output itself.
/// </summary>
/// <remarks>Negative outputs count as 0 and have no gradient: [Softplus] in front keeps outputs positive.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MeanSquaredLogarithmicErrorAttribute : LossTermAttribute;
