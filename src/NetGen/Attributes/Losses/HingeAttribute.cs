namespace NetGen;

/// <summary>
/// Two sides of 0 with a margin of 1 (a support vector machine): the mean over batch and outputs of <c>max(0, 1 - side * output)</c>, where the side is 1 for
/// positive targets and -1 for all others: targets of 1 and -1 and targets of 1 and 0 mean the same. As Keras' <c>Hinge</c>. <c>Predict</c> gives
/// the output itself, whose sign decides.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HingeAttribute : LossTermAttribute;
