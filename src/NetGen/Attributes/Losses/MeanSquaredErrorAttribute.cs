namespace NetGen;

/// <summary>Regression: the mean over batch and outputs of <c>(output - target)^2</c>. <c>Predict</c> gives the output itself.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MeanSquaredErrorAttribute : LossTermAttribute
{
    /// <summary>
    /// The mean of the targets over the training set. It changes no value: it is what the analyzer starts from when it predicts the first loss
    /// and gradients, and asks whether the last layer can give such targets.
    /// </summary>
    public double TargetMean { get; set; }

    /// <summary>The standard deviation of the targets over the training set; positive. As <see cref="TargetMean"/>, it only informs the analyzer.</summary>
    public double TargetStd { get; set; } = 1;
}
