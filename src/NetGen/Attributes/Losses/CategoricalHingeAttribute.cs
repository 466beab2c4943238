namespace NetGen;

/// <summary>
/// Classes by scores: the mean over the batch of <c>max(0, 1 - score[label] + largest other score)</c>, where no other counts as less than 0. As Keras'
/// <c>CategoricalHinge</c>. Takes labels; <c>Predict</c> gives the scores.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class CategoricalHingeAttribute : LossTermAttribute;
