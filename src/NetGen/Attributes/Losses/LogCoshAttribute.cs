namespace NetGen;

/// <summary>
/// Regression, smooth and yet straight for large errors: the mean over batch and outputs of <c>ln cosh(output - target)</c>. As Keras'
/// <c>LogCosh</c>. <c>Predict</c> gives the output itself.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LogCoshAttribute : LossTermAttribute;
