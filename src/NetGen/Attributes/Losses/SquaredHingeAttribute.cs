namespace NetGen;

/// <summary>
/// As <see cref="HingeAttribute"/>, but squared: the mean over batch and outputs of <c>max(0, 1 - side * output)^2</c>, which makes little of small
/// violations of the margin and much of large ones. As Keras' <c>SquaredHinge</c>. <c>Predict</c> gives the output itself, whose sign decides.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SquaredHingeAttribute : LossTermAttribute;
