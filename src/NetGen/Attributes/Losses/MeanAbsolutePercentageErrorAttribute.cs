namespace NetGen;

/// <summary>
/// Regression where errors count in percent of the target: the mean over batch and outputs of <c>100 |output - target| / |target|</c>. Targets nearer to 0 than
/// 1e-7 count as 1e-7. As Keras' <c>MeanAbsolutePercentageError</c>. <c>Predict</c> gives the output itself.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MeanAbsolutePercentageErrorAttribute : LossTermAttribute;
