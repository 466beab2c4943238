namespace NetGen;

/// <summary>Regression: the mean over batch and outputs of <c>(output - target)^2</c>. <c>Predict</c> gives the output itself.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MeanSquaredErrorAttribute : LossTermAttribute;
